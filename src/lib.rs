//! `thidua` turns a folder of hand-filled Excel returns into compliance workbooks whose every
//! figure can be traced to its source cell.

pub mod assess;
pub mod campaign;
pub mod cli;
pub mod discover;
pub mod finding;
pub mod hash;
pub mod id;
pub mod lang;
pub mod location;
pub mod pipeline;
pub mod read;
pub mod recognise;
pub mod report;
pub mod sample;
pub mod score;
pub mod settle;
pub mod shared_text;
pub mod table;
pub mod template;
pub mod text;
pub mod validate;

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn the_sample_campaign_is_valid() {
        let faults =
            |folder: &str| match crate::campaign::load(Path::new(folder), crate::read::table) {
                Ok(campaign) => format!("{} units", campaign.units.len()),
                Err(crate::campaign::LoadError::Faults { faults, .. }) => {
                    let lines: Vec<String> = faults
                        .iter()
                        .map(|one| one.render(crate::lang::Lang::En))
                        .collect();
                    lines.join("\n")
                }
                Err(other) => other.to_string(),
            };
        assert_eq!(faults("schemas/2023-2024"), "70 units");
        assert_eq!(faults("tests/golden/schemas"), "2 units");
    }
}
