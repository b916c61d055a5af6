/**
 * Names of fio's job options, so that one which vfload does not carry out is not taken for a slip of the finger. From the
 * catalogue in fio-semantics, appendix A; names that vfload knows may be among them.
 */
const names = `
  filename_format unique_filename opendir lockfile nrfiles openfiles file_service_type filesize fill_device fill_fs file_append
  fallocate overwrite create_serialize create_fsync create_on_open create_only allow_file_create allow_mounted_write pre_read
  unlink unlink_each_loop sync_file_range fsync_on_close end_syncfs sync filetype
  rw_sequencer iodepth_batch iodepth_batch_submit iodepth_low serialize_overlap io_submit_mode atomic io_size io_limit
  offset_align offset_increment number_ios ba blockalign bsrange blocksize_range bssplit bs_unaligned blocksize_unaligned
  bs_is_seq_rand percentage_random softrandommap random_generator random_distribution
  mem iomem iomem_align mem_align hugepage-size lockmem buffer_pattern buffer_compress_percentage buffer_compress_chunk
  dedupe_percentage dedupe_mode dedupe_working_set_percentage dedupe_global
  rate rate_min ratemin rate_iops rate_iops_min rate_process rate_cycle ratecycle rate_ignore_thinktime thinktime
  thinktime_spin thinktime_blocks thinktime_blocks_type thinktime_iotime max_latency latency_target latency_window
  latency_percentile latency_run flow flow_id flow_sleep
  startdelay loops wait_for exitall exit_what exitall_on_error nice prio prioclass cpumask cpus_allowed_policy
  numa_cpu_nodes numa_mem_policy ioscheduler uid gid exec_prerun exec_postrun cgroup cgroup_weight cgroup_nodelete
  kb_base unit_base clocksource
  verify do_verify verify_only verify_interval verify_offset verify_pattern verify_fatal verify_dump verify_async
  verify_async_cpus verify_backlog verify_backlog_batch verify_state_save verify_state_load experimental_verify
  verify_write_sequence trim_percentage trim_verify_zero trim_backlog trim_backlog_batch
  clat_percentiles lat_percentiles slat_percentiles percentile_list significant_figures disable_lat disable_clat
  disable_slat disable_bw disable_bw_measurement gtod_reduce gtod_cpu disk_util stats unified_rw_reporting
  write_bw_log write_iops_log write_hist_log log_avg_msec log_hist_msec log_hist_coarseness log_max_value log_window_value
  log_offset log_prio log_unix_epoch log_alternate_epoch log_compression per_job_logs read_iolog replay_no_stall
  replay_redirect replay_scale replay_align replay_skip continue_on_error ignore_error error_dump
  steadystate ss steadystate_duration ss_dur steadystate_ramp_time ss_ramp steadystate_check_interval ss_interval
  userspace_reap nowait cmdprio_percentage cmdprio_class cmdprio cmdprio_bssplit sqthread_poll sqthread_poll_cpu hipri
  hipri_percentage nonvectored uncached force_async thp
  zonemode zonesize zonerange zoneskip zonecapacity read_beyond_wp max_open_zones job_max_open_zones
  spr_op spr_num_regions profile threads
`;

export const fioOptionNames: ReadonlySet<string> = new Set(names.trim().split(/\s+/));
