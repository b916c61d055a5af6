/** Words that fio knows of options that work, and vfload does not: why, as a sentence without its full stop. */
type Reasons = Readonly<Record<string, string>>;

const noSuchEngine = 'vfload does not have this engine';
const noFiles = 'vfload measures files; this engine does something else';

export const unsupportedEngines: Reasons = {
  splice: noSuchEngine,
  e4defrag: noSuchEngine,
  external: noSuchEngine,
  io_uring_cmd: noFiles,
  sg: noFiles,
  mtd: noFiles,
  'dev-dax': noFiles,
  libpmem: noFiles,
  pmemblk: noFiles,
  cpuio: noFiles,
  exec: noFiles,
  net: noFiles,
  netsplice: noFiles,
  rdma: noFiles,
  nbd: noFiles,
  rbd: noFiles,
  rados: noFiles,
  gfapi: noFiles,
  gfapi_async: noFiles,
};

export const unsupportedZoneModes: Reasons = {
  zbd: 'vfload measures files, not zoned block devices',
};

export const unsupportedHints: Reasons = {
  noreuse: 'vfload does not give the hint POSIX_FADV_NOREUSE',
};
