//! What a run found, in the few lines a clerk reads: who has not sent, which targets, what to open
//! first. No personal data.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use crate::assess::{Arrival, Status};
use crate::id::{CollectionId, UnitCode};
use crate::lang::{self, Lang};
use crate::pipeline::{Outcome, PreviousRunError, Scope};
use crate::report::words;
use crate::sample::{self, Written};
use crate::settle::SubmissionState;
use crate::table::kept::{DATA, Part, SUMMARY, is_below};
use crate::template;

/// How many missing units a line names.
const NAMED: usize = 6;

/// The closing summary of a run.
pub(super) fn summary(outcome: &Outcome, out: &Path, scope: Scope) -> String {
    let mut text = String::new();
    head(&mut text, outcome);
    runs(&mut text, outcome);
    returns(&mut text, outcome);
    targets(&mut text, outcome);
    changes(&mut text, outcome);
    to_do(&mut text, outcome, out, scope);
    text
}

fn head(text: &mut String, outcome: &Outcome) {
    let lang = outcome.lang;
    let title = outcome.campaign.titles.get(lang);
    let day = lang::date(outcome.as_of);
    let standing = words::finality(outcome.provisional, lang);
    let until = lang.pick("số liệu đến", "as of");
    let _ = writeln!(text, "{title}\n{standing}, {until} {day}\n");
    let count = |state| {
        let all = outcome.settled.submissions.iter();
        all.filter(|one| one.state == state).count()
    };
    let parts: Vec<String> = SubmissionState::ALL
        .iter()
        .map(|&state| (count(state), words::submission_state(state, lang)))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{} {count}", word.to_lowercase()))
        .collect();
    let files = outcome.settled.submissions.len();
    let _ = writeln!(
        text,
        "{}: {}.\n",
        lang.pick(format!("Đã xem {files} tệp"), format!("{files} files")),
        parts.join(", ")
    );
}

/// The runs that were added up.
fn runs(text: &mut String, outcome: &Outcome) {
    let (lang, runs) = (outcome.lang, outcome.parts.len());
    if runs == 0 {
        return;
    }
    let about = |part: &Part| {
        let Part { label, files, .. } = part;
        let day = lang::date(part.as_of);
        let campaign = Some(&part.campaign).filter(|id| **id != outcome.campaign.id);
        let campaign = campaign.map_or_else(String::new, |id| {
            lang.pick(format!(", kế hoạch {id}"), format!(", campaign {id}"))
        });
        lang.pick(
            format!("{label} ({files} tệp, đến {day}{campaign})"),
            format!("{label} ({files} files, as of {day}{campaign})"),
        )
    };
    let listed = listed(outcome.parts.iter().map(about), "; ", lang);
    let _ = writeln!(
        text,
        "{}\n",
        lang.pick(
            format!("Tổng hợp từ {runs} lần chạy: {listed}.\nPhiếu rà soát từng tệp do nơi nhận tệp lập."),
            format!("Added up from {runs} runs: {listed}.\nMarked returns are made where the files lie."),
        )
    );
}

/// The first of some, and how many follow.
fn listed(names: impl ExactSizeIterator<Item = String>, between: &str, lang: Lang) -> String {
    let more = names.len().saturating_sub(NAMED);
    let line = names.take(NAMED).collect::<Vec<_>>().join(between);
    match more {
        0 => line,
        _ => lang.pick(
            format!("{line}{between}và {more} mục khác"),
            format!("{line}{between}and {more} more"),
        ),
    }
}

/// Which units have files for one collection in several of the runs that were added up: newer ones
/// take the place of older ones there as anywhere, which is wrong where two units share a code.
/// Nothing where none has.
pub(super) fn shared(outcome: &Outcome) -> Option<String> {
    let lang = outcome.lang;
    let home = |file: &str| {
        let mut labels = outcome.parts.iter().map(|part| part.label.as_str());
        labels.find(|label| is_below(label, file))
    };
    let mut homes: BTreeMap<(&UnitCode, &CollectionId), BTreeSet<&str>> = BTreeMap::new();
    for one in &outcome.settled.submissions {
        if let (Some(unit), Some(collection), Some(home)) =
            (&one.unit, &one.collection, home(&one.file))
        {
            homes.entry((unit, collection)).or_default().insert(home);
        }
    }
    let mut units: BTreeMap<&UnitCode, BTreeSet<&str>> = BTreeMap::new();
    for ((unit, _), homes) in homes.into_iter().filter(|(_, homes)| homes.len() > 1) {
        units.entry(unit).or_default().extend(homes);
    }
    let about = |(unit, homes): (&&UnitCode, &BTreeSet<&str>)| {
        let homes = listed(homes.iter().map(ToString::to_string), ", ", lang);
        format!("{unit} ({homes})")
    };
    let count = units.len();
    let listed = listed(units.iter().map(about), "; ", lang);
    (count > 0).then(|| {
        lang.pick(
            format!("Lưu ý, {count} đơn vị có tệp của cùng một kỳ ở nhiều lần chạy, tệp nhận sau thay tệp nhận trước: {listed}. Nếu đó là các đơn vị khác nhau thì phải đặt mã khác nhau."),
            format!("Note, {count} unit(s) have files for one collection in several runs, of which later ones take the place of earlier ones: {listed}. Where they are different units, give them different codes."),
        )
    })
}

/// Which units of the runs that were added up the campaign does not know, so that their files are
/// nobody's; nothing where it knows all.
pub(super) fn strangers(outcome: &Outcome) -> Option<String> {
    if outcome.parts.is_empty() {
        return None;
    }
    let lang = outcome.lang;
    let submissions = outcome.settled.submissions.iter();
    let units = submissions.filter_map(|one| one.unit.as_ref());
    let unknown: BTreeSet<&UnitCode> = units
        .filter(|code| outcome.campaign.unit(code).is_none())
        .collect();
    let count = unknown.len();
    let listed = listed(unknown.iter().map(ToString::to_string), "; ", lang);
    (count > 0).then(|| {
        lang.pick(
            format!("Lưu ý, {count} đơn vị của các lần chạy không có trong units.csv của kế hoạch này nên tệp của họ không được tính: {listed}. Ghi thêm vào units.csv rồi chạy lại, hoặc chỉ rõ kế hoạch bằng --campaign."),
            format!("Note, {count} unit(s) of the runs are not in units.csv of this campaign, so their files do not count: {listed}. Add them to units.csv and run again, or name the right campaign with --campaign."),
        )
    })
}

/// Which of the runs that were added up do not know what came last; nothing where all do.
pub(super) fn earlier(outcome: &Outcome) -> Option<String> {
    let lang = outcome.lang;
    let parts = outcome.parts.iter();
    let earlier: Vec<&Part> = parts.filter(|one| one.as_of < outcome.as_of).collect();
    let about = |part: &&Part| format!("{} ({})", part.label, lang::date(part.as_of));
    let (day, listed) = (
        lang::date(outcome.as_of),
        listed(earlier.iter().map(about), "; ", lang),
    );
    (!earlier.is_empty()).then(|| {
        lang.pick(
            format!("Lưu ý, có lần chạy chốt số liệu sớm hơn {day}, tệp nhận sau đó có thể còn thiếu: {listed}."),
            format!("Note, some runs are of a day before {day}, and what came later may be missing: {listed}."),
        )
    })
}

fn returns(text: &mut String, outcome: &Outcome) {
    let lang = outcome.lang;
    let _ = writeln!(text, "{}", lang.pick("TÌNH HÌNH BÁO CÁO", "RETURNS"));
    for rate in &outcome.assessed.rates {
        let Some(collection) = outcome.campaign.collection(&rate.collection) else {
            continue;
        };
        let arrivals = &rate.arrivals;
        let (received, expected) = (arrivals.received(), arrivals.expected());
        let _ = write!(
            text,
            "  {}: {}",
            collection.titles.get(lang),
            lang.pick(
                format!("đã nhận {received}/{expected}"),
                format!("{received} of {expected} received"),
            )
        );
        if collection.last_good_day.is_some() {
            let _ = write!(
                text,
                ", {} {}",
                lang.pick("đúng hạn", "on time"),
                arrivals.at(Arrival::OnTime)
            );
        }
        text.push('\n');
        let without = |any_file: bool| -> Vec<&str> {
            let units = outcome.campaign.senders(collection);
            let units = units.filter(|unit| {
                let key = (unit.code.clone(), collection.id.clone());
                let one = outcome.settled.returns.get(&key);
                one.is_some_and(|one| one.first.is_none() && one.any_file == any_file)
            });
            units.map(|unit| unit.name.as_str()).collect()
        };
        names(
            text,
            lang.pick("Chưa gửi", "Nothing sent"),
            &without(false),
            lang,
        );
        let unusable = lang.pick("Đã gửi nhưng chưa dùng được", "Sent, but not usable");
        names(text, unusable, &without(true), lang);
    }
    text.push('\n');
}

/// A line with the first of some names, and how many follow.
fn names(text: &mut String, what: &str, names: &[&str], lang: Lang) {
    if names.is_empty() {
        return;
    }
    let mut line = names[..names.len().min(NAMED)].join("; ");
    if let Some(more) = names.len().checked_sub(NAMED).filter(|more| *more > 0) {
        line = lang.pick(
            format!("{line}; và {more} đơn vị khác"),
            format!("{line}; and {more} more"),
        );
    }
    let _ = writeln!(text, "    {what}: {line}");
}

fn targets(text: &mut String, outcome: &Outcome) {
    let lang = outcome.lang;
    let mut lines = String::new();
    for (at, target) in outcome.campaign.targets.iter().enumerate() {
        let count = |status: Status| {
            let units = outcome.assessed.units.iter();
            units
                .filter(|(_, results)| results[at].status == status)
                .count()
        };
        let parts: Vec<String> = Status::ALL
            .into_iter()
            .filter(|status| !matches!(status, Status::NotApplicable | Status::Watched))
            .map(|status| (count(status), words::status(status, lang)))
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{} {count}", word.to_lowercase()))
            .collect();
        if !parts.is_empty() {
            let _ = writeln!(lines, "  {}: {}", target.titles.get(lang), parts.join(", "));
        }
    }
    // A campaign that only watches has nobody to judge.
    if !lines.is_empty() {
        let title = lang.pick("KẾT QUẢ CHỈ TIÊU (số đơn vị)", "TARGETS (number of units)");
        let _ = writeln!(text, "{title}\n{lines}");
    }
}

/// What differs from the run before, and closed figures that are no longer what they were.
fn changes(text: &mut String, outcome: &Outcome) {
    let Some(changes) = &outcome.assessed.over_time.changes else {
        return;
    };
    let lang = outcome.lang;
    let day = lang::date(changes.since);
    let all = changes.results.len();
    let results = changes.results.iter();
    let statuses = results
        .filter(|one| one.before.status != one.now.status)
        .count();
    let figures = all - statuses;
    let _ = writeln!(
        text,
        "{}",
        lang.pick(
            format!("So với lần tổng hợp đến {day}: {statuses} đánh giá và {figures} số liệu khác của đơn vị thay đổi."),
            format!("Since the run as of {day}: {statuses} statuses and {figures} other figures of units have changed."),
        )
    );
    let closed = changes.after_closing.len();
    if closed > 0 {
        let _ = writeln!(
            text,
            "{}",
            lang.pick(
                format!("Chú ý: {closed} số liệu đã thay đổi sau khi khóa kỳ báo cáo."),
                format!("Mind: {closed} figures have changed after their collections were closed."),
            )
        );
    }
    text.push('\n');
}

fn to_do(text: &mut String, outcome: &Outcome, out: &Path, scope: Scope) {
    let lang = outcome.lang;
    let (errors, queries, files) = outcome.settled.open_findings();
    let _ = writeln!(
        text,
        "{}",
        lang.pick(
            format!("Cần xử lý: {errors} nội dung phải sửa, {queries} nội dung cần làm rõ, trong {files} tệp."),
            format!("To do: {errors} errors to mend, {queries} queries to answer, in {files} files."),
        )
    );
    let first = match scope {
        Scope::All => out.join("tong-hop.xlsx"),
        Scope::Data => out.join(DATA).join(SUMMARY),
    };
    let _ = writeln!(
        text,
        "{}: {}",
        lang.pick("Mở trước", "Open first"),
        first.display()
    );
}

/// Why a kept run was not compared with.
pub(super) fn left_out(error: &PreviousRunError, lang: Lang) -> String {
    let message = error.message(lang);
    lang.pick(
        format!("Lưu ý, không so sánh với một lần chạy trước: {message}"),
        format!("Note, an earlier run is not compared with: {message}"),
    )
}

/// The closing summary of `template`.
pub(super) fn template(out: &Path, written: &template::Written, lang: Lang) -> String {
    let (files, units) = (written.files.len(), written.units);
    let folder = out.display();
    let first = written.files.first().map_or("", String::as_str);
    let carried = written.carried.map_or_else(String::new, |carried| {
        lang.pick(
            format!("\n{carried} tệp đã điền sẵn theo báo cáo kỳ trước."),
            format!("\n{carried} of them carry values of earlier returns."),
        )
    });
    lang.pick(
        format!(
            "Đã lập {files} tệp mẫu cho {units} đơn vị trong {folder}.{carried}\n\n\
             Mở thử {first}, rồi gửi cho mỗi đơn vị tệp mang mã của đơn vị đó.\n\
             Khi nhận lại, chép vào thư mục báo cáo và chạy thidua run."
        ),
        format!(
            "{files} blank returns for {units} units are in {folder}.{carried}\n\n\
             Look at {first}, then send each unit the file with its code.\n\
             When they come back, put them among the returns and run thidua run."
        ),
    )
}

/// What a sample holds, and how to run on it: with its own campaign, or the one it is for.
pub(super) fn sample(dir: &Path, campaign: Option<&Path>, written: &Written) -> String {
    let own = || dir.join("schemas").join(sample::CAMPAIGN);
    let campaign = campaign.map_or_else(own, Path::to_owned);
    let (returns, out) = (dir.join("returns"), dir.join("reports"));
    format!(
        "Đã tạo {} tệp báo cáo của {} đơn vị ({} KB), {} dòng số liệu, trong {}.\n\
         Chạy thử: thidua run --campaign {} --returns {} --out {}",
        written.files,
        written.units,
        written.bytes / 1024,
        written.rows,
        dir.display(),
        campaign.display(),
        returns.display(),
        out.display()
    )
}
