//! One worker, seen from the side that asks.

use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::{ANSWER_BYTES, COMMAND, frame};
use crate::finding::Stopped;

/// How long a worker may take for one file; the limits decide long before.
const PATIENCE: Duration = Duration::from_mins(1);

/// What Rust says of itself when it ends for want of memory.
const OUT_OF_MEMORY: &str = "memory allocation of";
/// How much of a worker's last words is looked at, in bytes.
const LAST_WORDS: u64 = 4096;

/// A worker that waits for a request.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
    /// Dropped first, so that the thread and then the worker end.
    requests: Option<Sender<Vec<u8>>>,
    answers: Receiver<io::Result<Vec<u8>>>,
    pipes: Option<JoinHandle<()>>,
}

impl Process {
    pub(super) fn start(program: &Path) -> io::Result<Self> {
        let mut child = Command::new(program)
            .arg(COMMAND)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // Its last words tell why it ended; they are not for the terminal.
            .stderr(Stdio::piped())
            .spawn()?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (requests, to_write) = channel();
        let (read, answers) = channel();
        // Pipes know no patience: a thread waits for them.
        let pipes = std::thread::spawn(move || carry(stdin, stdout, &to_write, &read));
        Ok(Self {
            child,
            requests: Some(requests),
            answers,
            pipes: Some(pipes),
        })
    }

    /// Sends a request and waits for the answer; a worker that failed is of no further use.
    pub(super) fn ask(&mut self, request: Vec<u8>) -> Result<Vec<u8>, Stopped> {
        let sent = self.requests.as_ref().map(|to| to.send(request));
        if !matches!(sent, Some(Ok(()))) {
            return Err(self.why_it_ended());
        }
        match self.answers.recv_timeout(PATIENCE) {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(self.why_it_ended()),
            Err(RecvTimeoutError::Timeout) => Err(Stopped::Time),
        }
    }

    /// Ends the worker, if it has not ended, and reads its last words.
    fn why_it_ended(&mut self) -> Stopped {
        let _ = self.child.kill();
        let mut words = Vec::new();
        if let Some(pipe) = self.child.stderr.take() {
            let _ = pipe.take(LAST_WORDS).read_to_end(&mut words);
        }
        if String::from_utf8_lossy(&words).contains(OUT_OF_MEMORY) {
            Stopped::Memory
        } else {
            Stopped::Crash
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.requests = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Some(pipes) = self.pipes.take() {
            let _ = pipes.join();
        }
    }
}

/// Carries requests to a worker and its answers back, until either side ends.
fn carry(
    mut stdin: ChildStdin,
    mut stdout: ChildStdout,
    requests: &Receiver<Vec<u8>>,
    answers: &Sender<io::Result<Vec<u8>>>,
) {
    while let Ok(request) = requests.recv() {
        let answer = io::Write::write_all(&mut stdin, &request)
            .and_then(|()| io::Write::flush(&mut stdin))
            .and_then(|()| frame::read(&mut stdout, ANSWER_BYTES))
            .and_then(|answer| answer.ok_or_else(|| io::ErrorKind::UnexpectedEof.into()));
        let broken = answer.is_err();
        if answers.send(answer).is_err() || broken {
            return;
        }
    }
}
