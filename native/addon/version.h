// The package's version; a test compares it with package.json.
#pragma once

#define VFLOAD_VERSION "0.1.0"
