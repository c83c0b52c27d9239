//! What keeps a report from being written: which file, and why.
//!
//! A fault of the program over one file, too, becomes the error of that file, so that a run says
//! which one it was and ends in order.

use std::any::Any;
use std::error::Error;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::path::{Path, PathBuf};

use rust_xlsxwriter::XlsxError;
use zip::result::ZipError;

/// A report that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}", file.display())]
pub struct WriteError {
    /// The report, where it was being written.
    pub file: PathBuf,
    /// Why.
    pub source: Cause,
}

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Cause {
    /// The system would not have it.
    #[error(transparent)]
    System(io::Error),
    /// The program could not make it.
    #[error(transparent)]
    Program(Box<dyn Error + Send + Sync>),
}

/// The program failed where it should not.
#[derive(Debug, thiserror::Error)]
#[error("the program failed: {0}")]
struct Failed(String);

/// Writes a file; whatever keeps it from being written names it.
///
/// # Errors
/// [`WriteError`] with the file.
pub fn writing<T, E>(file: &Path, write: impl FnOnce() -> Result<T, E>) -> Result<T, WriteError>
where
    E: Into<Box<dyn Error + Send + Sync>>,
{
    let error = match catch_unwind(AssertUnwindSafe(write)) {
        Ok(Ok(written)) => return Ok(written),
        Ok(Err(error)) => error.into(),
        Err(panic) => match refused(&*panic) {
            Some(source) => source.into(),
            None => Failed(told(&*panic).to_owned()).into(),
        },
    };
    Err(WriteError {
        file: file.to_owned(),
        source: Cause::of(error),
    })
}

impl Cause {
    fn of(error: Box<dyn Error + Send + Sync>) -> Self {
        system(&*error).map_or(Self::Program(error), Self::System)
    }
}

/// What the system said, where that lies behind an error.
fn system(error: &(dyn Error + 'static)) -> Option<io::Error> {
    let mut next = Some(error);
    while let Some(one) = next {
        let found = match one.downcast_ref::<XlsxError>() {
            Some(XlsxError::IoError(source) | XlsxError::ZipError(ZipError::Io(source))) => {
                Some(source)
            }
            _ => one.downcast_ref::<io::Error>(),
        };
        if let Some(source) = found {
            return Some(match source.raw_os_error() {
                Some(code) => io::Error::from_raw_os_error(code),
                None => io::Error::new(source.kind(), source.to_string()),
            });
        }
        next = one.source();
    }
    None
}

/// What a failure of the program says of itself.
fn told(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("no word why")
}

/// What the system said where a writer panics of it, as that of workbooks does over rows on disk.
fn refused(panic: &(dyn Any + Send)) -> Option<io::Error> {
    let (_, said) = told(panic).split_once("Os { code: ")?;
    let code = said.split(',').next()?.parse().ok()?;
    Some(io::Error::from_raw_os_error(code))
}

/// Keeps such panics from the terminal: the run says them in its own words.
pub fn quiet_refusals() {
    let usual = take_hook();
    set_hook(Box::new(move |panic| {
        if refused(panic.payload()).is_none() {
            usual(panic);
        }
    }));
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use super::*;
    use crate::report::workbook::WorkbookError;

    type Written = Result<(), Box<dyn Error + Send + Sync>>;

    fn failing(write: impl FnOnce() -> Written) -> WriteError {
        let error = writing(Path::new("don-vi/PGD-01.xlsx"), write).unwrap_err();
        assert_eq!(error.file, Path::new("don-vi/PGD-01.xlsx"));
        error
    }

    #[test]
    fn a_failure_of_the_program_over_one_file_is_that_files_error() {
        let nth = std::hint::black_box(2);
        for (error, word) in [
            (failing(|| Err([""][nth].into())), "index out of bounds"),
            (failing(|| unreachable!("no {nth}")), "no 2"),
            (failing(|| Err("too wide".into())), "too wide"),
        ] {
            let Cause::Program(cause) = error.source else {
                panic!("the system said nothing");
            };
            assert!(cause.to_string().contains(word), "{cause}");
        }
    }

    #[test]
    fn what_the_system_says_is_found_wherever_a_writer_puts_it() {
        /// What systems call a full disk.
        const FULL: i32 = if cfg!(windows) { 112 } else { 28 };
        let full = || io::Error::from(ErrorKind::StorageFull);
        let save = |source| WorkbookError::Save {
            path: "x".into(),
            source,
        };
        for error in [
            failing(|| Err(full().into())),
            failing(|| Err(save(XlsxError::IoError(full())).into())),
            failing(|| Err(save(XlsxError::ZipError(ZipError::Io(full()))).into())),
            failing(|| panic!("cannot write: {:?}", io::Error::from_raw_os_error(FULL))),
        ] {
            let Cause::System(source) = error.source else {
                panic!("the system's word is lost");
            };
            assert_eq!(source.kind(), ErrorKind::StorageFull);
        }
    }
}
