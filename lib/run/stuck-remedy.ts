/** Who does not answer where a process is stuck, and what to do about it. */
import type { Circumstances } from './circumstances.ts';

/** What serves a mount of this type, and how to free who waits for it. */
export function stuckRemedy(circumstances: Pick<Circumstances, 'fileSystem' | 'deviceMinor'>): {
  cause: string;
  remedy: string;
} {
  const type = circumstances.fileSystem?.split('.')[0];
  const connection = circumstances.deviceMinor === undefined ? 'N' : String(circumstances.deviceMinor);
  switch (type) {
    case 'virtiofs':
    case 'fuse':
    case 'fuseblk':
      return {
        cause: 'the daemon that serves this mount does not answer',
        remedy: `look at ${type === 'virtiofs' ? 'virtiofsd on the host' : 'the daemon'}; as root, echo 1 > /sys/fs/fuse/connections/${connection}/abort frees who waits for it`,
      };
    case '9p':
      return {
        cause: 'the 9p server, usually QEMU on the host, does not answer',
        remedy: 'look at the host; the waiting processes end with the answer or with the guest',
      };
    case 'nfs':
    case 'nfs4':
    case 'cifs':
    case 'smb3':
      return {
        cause: 'the server of this mount does not answer',
        remedy: 'look at server and network; as root, umount -f frees who waits for it',
      };
    default:
      return {
        cause: 'the device or server below this mount does not answer',
        remedy: 'look in dmesg; where the device is only slow, raise --stuck-after',
      };
  }
}
