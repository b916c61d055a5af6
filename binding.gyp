{
  # Builds build/Release/vfload.node, which is also what ships. The lists of sources are shared with CMakeLists.txt.
  "targets": [
    {
      "target_name": "vfload",
      "sources": [
        "<!@(cat native/sources.txt native/addon-sources.txt)"
      ],
      "include_dirs": [
        "native",
        "<!(node -p \"require('node-addon-api').include_dir\")"
      ],
      "defines": [
        "NAPI_VERSION=9",
        "NODE_ADDON_API_DISABLE_CPP_EXCEPTIONS"
      ],
      # musl has no 64-suffixed names any more, and on 64-bit systems nobody needs them.
      "defines!": [
        "_FILE_OFFSET_BITS=64",
        "_LARGEFILE_SOURCE"
      ],
      "cflags!": ["-O3", "-fno-strict-aliasing", "-fno-omit-frame-pointer"],
      "cflags": [
        "-O2",
        "-Wall",
        "-Wextra",
        "-fvisibility=hidden",
        # The oldest glibc that the addon loads with.
        "-include",
        "<(module_root_dir)/native/addon/glibc_floor.h"
      ],
      "cflags_cc!": ["-std=gnu++17", "-std=gnu++20", "-fexceptions", "-frtti"],
      "cflags_cc": ["-std=c++20", "-fno-exceptions", "-fno-rtti", "-fvisibility-inlines-hidden"],
      # No symbol may be looked up late: a supervisor gives back the memory in which the dynamic linker keeps its books
      # (native/core/supervise/inherited_memory.h).
      "ldflags": ["-Wl,-z,now"]
    }
  ]
}
