//! Which of several files counts: copies, order of receipt, the latest accepted.

use std::collections::{BTreeMap, BTreeSet};

use super::{Evidence, Return, Submission, SubmissionState, Terms};
use crate::finding::{Fault, Finding, Place, Severity};
use crate::id::{CollectionId, UnitCode};
use crate::text::match_key;

/// Marks each byte-identical copy: of the same unit and collection superseded, else asked about.
pub(super) fn mark_copies(submissions: &mut [Submission]) {
    let mut by_hash: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, submission) in submissions.iter().enumerate() {
        if !submission.sha256.is_empty() && submission.state != SubmissionState::Rejected {
            by_hash
                .entry(submission.sha256.clone())
                .or_default()
                .push(at);
        }
    }
    for mut same in by_hash.into_values().filter(|same| same.len() > 1) {
        // What the log says goes before what a cover says: the copy it names is the original.
        same.sort_by_key(|at| {
            let one = &submissions[*at];
            (one.evidence != Evidence::Log, one.received_at, *at)
        });
        let identity = |at: usize| {
            (
                submissions[at].unit.clone(),
                submissions[at].collection.clone(),
            )
        };
        let mut firsts: Vec<usize> = Vec::new();
        let mut copies = Vec::new();
        for at in same {
            match firsts
                .iter()
                .find(|first| identity(**first) == identity(at))
            {
                Some(first) => copies.push((at, *first)),
                None => firsts.push(at),
            }
        }
        for (at, first) in copies {
            let of = submissions[first].file.clone();
            let copy = &mut submissions[at];
            copy.state = SubmissionState::Superseded;
            let fault = Fault::IdenticalCopy { of };
            copy.rule = Some(fault.code().as_str());
            copy.findings.push(Finding::new(Place::file(), fault));
        }
        // Files without content are alike without having been mixed up.
        let empty = |at: &usize| {
            let one = &submissions[*at];
            one.state == SubmissionState::Empty
                || one.rule == Some(Fault::EmptyFile.code().as_str())
        };
        if firsts.len() > 1 && !firsts.iter().any(empty) {
            for (nth, at) in firsts.iter().enumerate() {
                let other = firsts[usize::from(nth == 0)];
                let with = submissions[other].file.clone();
                let finding = Finding::new(Place::file(), Fault::SharedBytes { with });
                submissions[*at].findings.push(finding);
            }
        }
    }
}

/// What the order of the files of each sender says.
#[derive(Debug, Default)]
pub(super) struct Counted {
    /// For each sender of each collection, where its return stands.
    pub(super) returns: BTreeMap<(UnitCode, CollectionId), Return>,
    /// The accepted files of a sender, where there are several, in their order.
    pub(super) chains: Vec<Vec<usize>>,
    /// Files that cannot be used, sent after one that can.
    pub(super) later_failures: Vec<usize>,
}

/// Finds for each sender which submission counts, and supersedes the ones before it.
pub(super) fn count(submissions: &mut [Submission], terms: &Terms<'_>) -> Counted {
    let mut files: BTreeMap<(UnitCode, CollectionId), Vec<usize>> = BTreeMap::new();
    // Files of a unit that do not say for what: the unit has sent something all the same.
    let mut loose: BTreeSet<UnitCode> = BTreeSet::new();
    for (at, submission) in submissions.iter().enumerate() {
        let left_out = submission.rule == Some(crate::finding::Code::AfterAsOf.as_str());
        match (&submission.unit, &submission.collection) {
            (Some(unit), Some(collection)) if !left_out => {
                let key = (unit.clone(), collection.clone());
                files.entry(key).or_default().push(at);
            }
            (Some(unit), None) if !left_out => {
                loose.insert(unit.clone());
            }
            _ => {}
        }
    }
    let mut counted = Counted::default();
    for collection in terms.collections {
        for unit in terms.campaign.senders(collection) {
            let key = (unit.code.clone(), collection.id.clone());
            let mut own = files.remove(&key).unwrap_or_default();
            let is_accepted = |at: &&usize| submissions[**at].state == SubmissionState::Accepted;
            let mut accepted: Vec<usize> = own.iter().filter(is_accepted).copied().collect();
            in_order(&mut accepted, submissions);
            let (first, counting) = (accepted.first().copied(), accepted.last().copied());
            for at in accepted.iter().filter(|at| Some(**at) != counting) {
                submissions[*at].state = SubmissionState::Superseded;
                submissions[*at].rule = Some("newer-submission");
            }
            let received = first.and_then(|at| submissions[at].received_on());
            let on_time = received
                .zip(collection.last_good_day)
                .map(|(day, last)| day <= last);
            if let (Some(at), Some(false), Some(received), Some(last_good_day)) =
                (first, on_time, received, collection.last_good_day)
            {
                let fault = Fault::Late {
                    received,
                    last_good_day,
                };
                submissions[at]
                    .findings
                    .push(Finding::new(Place::file(), fault));
            }
            let due = collection.last_good_day.is_some();
            let overdue = due && first.is_none() && collection.due_passed(terms.as_of);
            let any_file = !own.is_empty() || loose.contains(&unit.code);
            in_order(&mut own, submissions);
            counted
                .later_failures
                .extend(failures_after(first, &own, submissions));
            if accepted.len() > 1 {
                counted.chains.push(accepted);
            }
            counted.returns.insert(
                key,
                Return {
                    counting,
                    first,
                    any_file,
                    on_time,
                    overdue,
                },
            );
        }
    }
    counted
}

/// The files that cannot be used among those after the first accepted one.
fn failures_after<'a>(
    first: Option<usize>,
    own: &'a [usize],
    submissions: &'a [Submission],
) -> impl Iterator<Item = usize> + 'a {
    let after = own.iter().skip_while(move |at| Some(**at) != first);
    after.copied().filter(|at| {
        matches!(
            submissions[*at].state,
            SubmissionState::Unreadable | SubmissionState::Empty
        )
    })
}

/// Sorts files by receipt, then by "lần n", then by path; where a day is not known, "lần n" goes
/// first.
fn in_order(files: &mut [usize], submissions: &[Submission]) {
    let all_dated = files
        .iter()
        .all(|at| submissions[*at].received_at.is_some());
    files.sort_by_cached_key(|at| {
        let submission = &submissions[*at];
        let round = round(&submission.file);
        let before = if all_dated { None } else { Some(round) };
        (
            before,
            submission.received_at,
            round,
            submission.file.clone(),
        )
    });
}

/// The n of "lần n" (or "lan n") in a file's name; 1 where there is none.
fn round(file: &str) -> u32 {
    let name = file.rsplit('/').next().unwrap_or(file);
    let key = match_key(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let words: Vec<&str> = key.split(' ').collect();
    let times = match_key("lần");
    let rounds = words
        .windows(2)
        .filter(|pair| pair[0] == times || pair[0] == "lan");
    rounds
        .filter_map(|pair| pair[1].parse().ok())
        .max()
        .unwrap_or(1)
}

/// A file that cannot be used, sent after one that can, displaces nothing: its errors are queries.
pub(super) fn soften(submissions: &mut [Submission], later_failures: &[usize]) {
    for at in later_failures {
        for finding in &mut submissions[*at].findings {
            if finding.severity == Severity::Error {
                finding.severity = Severity::Query;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::round;

    #[test]
    fn the_round_is_read_from_the_name() {
        for (name, expected) in [
            ("PGD-01_cuoi-nam.xlsx", 1),
            ("PGD-01_cuoi-nam lần 2.xlsx", 2),
            ("PGD-01/bao cao sua lan 3 (1).xls", 3),
            ("lần đầu.xlsx", 1),
        ] {
            assert_eq!(round(name), expected, "{name}");
        }
    }
}
