//! A process limits its own memory: what it then asks for beyond ends it.
//!
//! Linux counts for us. Elsewhere no system call that can be made safely does, so the allocator
//! counts; it is not used on Linux because all threads of a run would wait for one counter.

use std::io;

/// Lets this process have so many bytes and no more.
#[cfg(target_os = "linux")]
pub(super) fn limit(bytes: usize) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};

    let bytes = Some(bytes as u64);
    let limit = Rlimit {
        current: bytes,
        maximum: bytes,
    };
    Ok(setrlimit(Resource::Data, limit)?)
}

/// Counts what is allocated; only a worker limits it.
#[cfg(not(target_os = "linux"))]
#[global_allocator]
static MEMORY: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, usize::MAX);

/// Lets this process have so many bytes and no more.
#[cfg(not(target_os = "linux"))]
pub(super) fn limit(bytes: usize) -> io::Result<()> {
    let refused = |()| io::Error::from(io::ErrorKind::OutOfMemory);
    MEMORY.set_limit(bytes).map_err(refused)
}
