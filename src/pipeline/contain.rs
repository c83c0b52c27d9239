//! Keeps what one file does from reaching the others: a failure of the program over it, and more
//! faults than anybody will mend.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::campaign::Limits;
use crate::finding::{Fault, LimitKind, collapse};
use crate::validate::Examined;

/// Refuses a file with more to mend than anybody will, before it fills the memory and the reports.
pub(super) fn within(examined: Examined, limits: &Limits) -> Examined {
    let allowed = limits.findings;
    if examined.findings.len() as u64 <= allowed {
        return examined;
    }
    let found = collapse(&examined.findings).len() as u64;
    if found <= allowed {
        return examined;
    }
    Examined {
        identity: examined.identity,
        unreadable: Some(Fault::TooLarge {
            limit: LimitKind::Findings,
            found,
            allowed,
        }),
        ..Examined::default()
    }
}

/// Keeps a failure of the program over one file from ending the run: it becomes that file's finding.
/// Where it failed is said on the terminal.
pub(super) fn contained<T>(check: impl FnOnce() -> T) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(check)).map_err(|_| Fault::ProgramFault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_makes_the_program_fail_is_a_finding_and_the_others_go_on() {
        let check = |nth: usize| contained(|| [10, 20][nth]);
        let files = [0, 2, 1].map(check);
        let expected = [Ok(10), Err(Fault::ProgramFault), Ok(20)];
        assert_eq!(files, expected);
    }
}
