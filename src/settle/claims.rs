//! The same thing reported by two units: a query on each, which leaves nothing in doubt.

use std::collections::BTreeMap;

use super::Submission;
use super::across::{self, Returns};
use crate::campaign::Campaign;
use crate::finding::{Fault, Finding, Place};
use crate::id::{FormId, UnitCode};
use crate::validate::Standing;

/// One row that claims a key.
struct Claim {
    unit: UnitCode,
    submission: usize,
    table: usize,
    row: usize,
}

/// Asks every unit whose counting rows carry a key that another unit's carry too.
pub(super) fn check(submissions: &mut [Submission], returns: &Returns, campaign: &Campaign) {
    let mut claims: BTreeMap<(FormId, String), Vec<Claim>> = BTreeMap::new();
    for ((unit, _), one) in returns {
        let Some(submission) = one.counting else {
            continue;
        };
        for (table_at, table) in submissions[submission].tables.iter().enumerate() {
            if !campaign
                .form(&table.form)
                .is_some_and(|form| form.one_unit_a_key)
            {
                continue;
            }
            for (row_at, row) in table.rows.iter().enumerate() {
                if let (Some(key), Standing::Certain | Standing::Doubt) = (&row.key, row.standing) {
                    let claim = Claim {
                        unit: unit.clone(),
                        submission,
                        table: table_at,
                        row: row_at,
                    };
                    claims
                        .entry((table.form.clone(), key.clone()))
                        .or_default()
                        .push(claim);
                }
            }
        }
    }
    for claims in claims.into_values() {
        for claim in &claims {
            if let Some(other) = claims.iter().find(|other| other.unit != claim.unit) {
                let finding = claimed(submissions, claim, &other.unit, campaign);
                submissions[claim.submission].findings.push(finding);
            }
        }
    }
}

fn claimed(
    submissions: &[Submission],
    claim: &Claim,
    other: &UnitCode,
    campaign: &Campaign,
) -> Finding {
    let table = &submissions[claim.submission].tables[claim.table];
    let row = &table.rows[claim.row];
    let form = campaign.form(&table.form);
    let field = form.and_then(|form| Some((form, *form.key.first()?)));
    let of_table = || Place {
        form: Some(table.form.clone()),
        ..Place::sheet(&table.sheet)
    };
    let name = campaign.unit(other).map(|unit| unit.name.clone());
    let fault = Fault::ClaimedTwice {
        unit: other.clone(),
        name: name.unwrap_or_default(),
    };
    let Some((form, at)) = field else {
        return Finding::new(of_table(), fault);
    };
    let value = row.values[at].as_ref().map(crate::validate::Value::shown);
    Finding::new(across::place(table, row, form, at), fault)
        .with_value(value, form.fields[at].personal)
}
