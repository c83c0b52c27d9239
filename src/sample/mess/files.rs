//! What can befall a return as a whole: which sender it befalls, and the bytes of files that are
//! no workbooks.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::{Mess, Trait};
use crate::campaign::{Campaign, Collection, Unit};
use crate::id::UnitCode;
use crate::sample::content::{Sender, plain};
use crate::sample::dice::{chance, dice};

/// The traits of which a return has at most one.
const CASES: [Trait; 20] = [
    Trait::NotSent,
    Trait::Late,
    Trait::SentTwice,
    Trait::SentAgain,
    Trait::EmptyForm,
    Trait::Truncated,
    Trait::Pdf,
    Trait::LockFile,
    Trait::Unidentified,
    Trait::Zipped,
    Trait::OtherFolder,
    Trait::DecomposedName,
    Trait::WrongEnding,
    Trait::WebPage,
    Trait::CommaText,
    Trait::Word,
    Trait::Rar,
    Trait::SevenZip,
    Trait::NoBytes,
    Trait::Protected,
];

/// So many senders, and every case befalls at least one of them.
const MANY: usize = 40;

/// Which senders of a collection have which case.
///
/// Each case has its share of the senders, drawn without regard to which they are; but whoever
/// stays away first stays away from every collection, as such units are why reminders are sent.
pub(in crate::sample) fn cases(
    campaign: &Campaign,
    collection: &Collection,
    mess: &Mess,
    seed: u64,
) -> BTreeMap<UnitCode, Trait> {
    let mut rng = dice(seed, &[collection.id.as_str(), "cases"]);
    let mut senders: Vec<&Unit> = campaign.senders(collection).collect();
    let count = senders.len();
    rng.shuffle(&mut senders);
    let absent = |unit: &&Unit| dice(seed, &[unit.code.as_str(), "absent"]).u64(..);
    if let Some(first) = (0..count).min_by_key(|&at| absent(&senders[at])) {
        senders.swap(0, first);
    }
    let mut senders = senders.into_iter();
    let mut cases = BTreeMap::new();
    for case in CASES {
        let of_case = quota(&mut rng, mess, case, count);
        cases.extend(
            senders
                .by_ref()
                .take(of_case)
                .map(|unit| (unit.code.clone(), case)),
        );
    }
    cases
}

/// Which senders report the same model as another one: both of them, with the one it is of.
///
/// They are of one type, and nothing befalls their returns.
pub(in crate::sample) fn rivals<'a>(
    campaign: &'a Campaign,
    collection: &'a Collection,
    mess: &Mess,
    seed: u64,
    cases: &BTreeMap<UnitCode, Trait>,
) -> BTreeMap<UnitCode, &'a Unit> {
    let senders = campaign.senders(collection);
    let sound: Vec<&Unit> = senders
        .filter(|unit| !cases.contains_key(&unit.code))
        .collect();
    let mut rivals = BTreeMap::new();
    for pair in sound.chunks_exact(2) {
        let (one, other) = (pair[0], pair[1]);
        let place = format!("{} {}", collection.id, one.code);
        let wanted = || mess.turn(seed, Trait::ClaimedTwice, &place).is_some();
        if one.unit_type == other.unit_type && wanted() {
            rivals.extend([(one.code.clone(), one), (other.code.clone(), one)]);
        }
    }
    rivals
}

/// How many senders have a case: as many as chance gives, at least one of many.
fn quota(rng: &mut Rng, mess: &Mess, case: Trait, senders: usize) -> usize {
    let each = (0..senders).filter(|_| mess.wants(rng, case)).count();
    let least = usize::from(mess.level > 0.0 && senders >= MANY);
    each.max(least)
}

/// The name a return's file has, without its ending: by the unit's code, or after its name.
pub(in crate::sample) fn stem(
    rng: &mut Rng,
    mess: &mut Mess,
    campaign: &Campaign,
    sender: &Sender,
    collection: &Collection,
) -> String {
    let code = format!("{}_{}", sender.unit.code, collection.id);
    // Without diacritics two names could be one; those of the campaign's own register are not.
    let early = campaign
        .unit_position(&sender.unit.code)
        .is_some_and(|at| at < DISTINCT);
    if !early || !mess.plants(rng, Trait::NameWithoutCode) {
        return code;
    }
    let name = plain(&sender.name).replace('&', "-");
    let start = if chance(rng, 0.5) { "BC" } else { "Bao cao" };
    format!(
        "{start} {} {name}",
        collection.id.as_str().replace('-', " ")
    )
}

/// Units of the register's beginning, whose names differ even without diacritics.
const DISTINCT: usize = 70;

/// A page that says what it is, as a scanner would send it.
pub(in crate::sample) fn pdf(title: &str, sender: &str) -> Vec<u8> {
    let line = |text: &str| plain(text).replace(['(', ')', '\\'], " ");
    let page = format!(
        "BT /F1 13 Tf 60 780 Td ({}) Tj 0 -24 Td ({}) Tj 0 -24 Td (Ban quet co chu ky va dau) Tj ET",
        line(sender),
        line(title)
    );
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (nth, object) in (1..).zip(&objects) {
        places.push(format!("{:010} 00000 n \n", file.len()));
        file.extend(format!("{nth} 0 obj\n{object}\nendobj\n").bytes());
    }
    let (start, size, places) = (file.len(), objects.len() + 1, places.concat());
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{places}\
         trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend(end.bytes());
    file
}

/// What Excel leaves beside a workbook that somebody has open: who it is, padded, in two codings.
pub(in crate::sample) fn lock(user: &str) -> Vec<u8> {
    const NARROW: usize = 54;
    const WIDE: usize = 110;
    let name: Vec<u8> = plain(user).bytes().take(NARROW - 1).collect();
    let mut file = vec![u8::try_from(name.len()).unwrap_or(0)];
    file.extend(&name);
    file.resize(1 + NARROW, b' ');
    file.extend([file[0], 0]);
    file.extend(name.iter().flat_map(|&letter| [letter, 0]));
    while file.len() < 1 + NARROW + WIDE {
        file.extend(b" \0");
    }
    file
}

/// The first part of a file, as a broken transfer leaves it.
pub(in crate::sample) fn truncated(mut file: Vec<u8>) -> Vec<u8> {
    file.truncate(file.len() * 3 / 5);
    file
}
