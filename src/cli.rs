//! The command line: what is asked is done, and said at the end.

mod args;
mod check;
mod explain;
mod progress;
mod terminal;
mod text;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::mem;
use std::process::ExitCode;

use chrono::Local;
use clap::{CommandFactory as _, FromArgMatches as _, Parser as _};

use crate::finding::{Code, Personal};
use crate::lang::Lang;
use crate::pipeline::{self, CheckSettings, Hive, Outcome, RunError, Scope, Settings};
use crate::read::{self, worker};
use crate::report::{self, data};
use crate::sample::{self, Plan};
use crate::table::kept::{DATA, SUMMARY};
use crate::template::{self, Request};
use args::{CheckArgs, Cli, Command, ExplainArgs, Format, RunArgs, SampleArgs, TemplateArgs};
use progress::Display;
use terminal::{complain, say, say_json};

/// Ran, and found nothing open.
const CLEAN: u8 = 0;
/// Ran, and found open errors or unreadable files.
const FOUND: u8 = 1;
/// Could not run.
const FAILED: u8 = 2;

/// Runs the program with its arguments, the first of which is its name.
#[must_use]
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    read::quiet_panics();
    report::quiet_refusals();
    let args: Vec<OsString> = args.into_iter().collect();
    let parsed = Cli::command()
        .try_get_matches_from(&args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            // A closed pipe is no reason to complain.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { FAILED } else { CLEAN });
        }
    };
    match cli.command {
        Some(Command::Run(args)) => run(&args),
        Some(Command::Check(args)) => check_files(args),
        Some(Command::Template(args)) => write_templates(args),
        Some(Command::Sample(args)) => write_sample(&args),
        Some(Command::Explain(args)) => explain(&args),
        Some(Command::ReadWorker) => serve(),
        None => match Cli::try_parse_from(["thidua", "run"]) {
            Ok(Cli {
                command: Some(Command::Run(args)),
            }) => run(&args),
            _ => ExitCode::from(FAILED),
        },
    }
}

fn run(args: &RunArgs) -> ExitCode {
    let lang = args.lang.map(Lang::from);
    let settings = Settings {
        campaign: args.campaign.clone(),
        source: args.source(),
        decisions: args.decisions.clone(),
        out: args.out.clone(),
        collections: args.collection.clone(),
        as_of: args.as_of,
        previous: args.previous.clone(),
        today: Local::now().date_naive(),
        lang,
        personal: if args.with_names {
            Personal::Shown
        } else {
            Personal::Hidden
        },
        jobs: args.jobs.map(usize::from),
        scope: if args.only.is_some() {
            Scope::Data
        } else {
            Scope::All
        },
        hive: if args.hive {
            Hive::Written
        } else {
            Hive::LeftOut
        },
        cache: if args.no_cache {
            None
        } else {
            let usual = || dirs::cache_dir().map(|folder| folder.join("thidua"));
            args.cache.clone().or_else(usual)
        },
        access: args.access(),
        worker: env::current_exe().ok(),
    };
    let display = Display::new(lang.unwrap_or_default());
    let outcome = pipeline::run(&settings, &display);
    display.finish();
    if args.timings {
        complain(&display.timings());
    }
    match outcome {
        Ok(outcome) => {
            for error in &outcome.left_out {
                complain(&text::left_out(error, outcome.lang));
            }
            let notes = [text::earlier, text::strangers, text::shared];
            let notes = notes.map(|note| note(&outcome));
            for note in notes.into_iter().flatten() {
                complain(&note);
            }
            match args.format {
                Format::Text => say(&text::summary(&outcome, &args.out, settings.scope)),
                Format::Json => match fs::read(args.out.join(DATA).join(SUMMARY)) {
                    Ok(summary) => say_json(&summary),
                    Err(error) => {
                        complain(&format!("{SUMMARY}: {error}"));
                        return ExitCode::from(FAILED);
                    }
                },
            }
            let verdict = if args.exit_zero {
                CLEAN
            } else {
                verdict(&outcome)
            };
            // The program ends: its memory goes back at once, not piece by piece.
            mem::forget(outcome);
            ExitCode::from(verdict)
        }
        Err(error) => fail(&error, lang.unwrap_or_default()),
    }
}

fn check_files(args: CheckArgs) -> ExitCode {
    let lang = args.lang.map(Lang::from);
    let settings = CheckSettings {
        campaign: args.campaign,
        files: args.files,
        collection: args.collection,
        as_of: args.as_of,
        today: Local::now().date_naive(),
        lang,
        worker: env::current_exe().ok(),
    };
    let checkup = match pipeline::check(&settings) {
        Ok(checkup) => checkup,
        Err(error) => return fail(&error, lang.unwrap_or_default()),
    };
    match args.format {
        Format::Text => say(&check::text(&checkup)),
        Format::Json => {
            let mut lines = Vec::new();
            match data::findings_of(&checkup.submissions, checkup.lang, &mut lines) {
                Ok(()) => say_json(&lines),
                Err(error) => {
                    complain(&chain(&error.to_string(), &error));
                    return ExitCode::from(FAILED);
                }
            }
        }
    }
    ExitCode::from(if checkup.needs_work() { FOUND } else { CLEAN })
}

/// Reads workbooks until the process that asks for them has ended.
fn serve() -> ExitCode {
    match worker::serve(io::stdin().lock(), io::stdout().lock()) {
        Ok(()) => ExitCode::from(CLEAN),
        Err(_) => ExitCode::from(FAILED),
    }
}

fn verdict(outcome: &Outcome) -> u8 {
    if outcome.settled.needs_work() {
        FOUND
    } else {
        CLEAN
    }
}

fn write_templates(args: TemplateArgs) -> ExitCode {
    let lang = args.lang.map(Lang::from);
    let campaign = match pipeline::load_campaign(args.campaign.as_deref()) {
        Ok(campaign) => campaign,
        Err(error) => return fail(&error, lang.unwrap_or_default()),
    };
    let lang = lang.unwrap_or(campaign.language);
    let request = Request {
        collections: args.collection,
        units: args.unit,
        types: args.types,
        previous: args.previous,
        lang,
    };
    match template::write(&campaign, &request, &args.out) {
        Ok(written) => {
            say(&text::template(&args.out, &written, lang));
            ExitCode::from(CLEAN)
        }
        Err(error) => {
            let head = lang.pick("Không lập được tệp mẫu: ", "Cannot write blank returns: ");
            complain(&chain(&format!("{head}{}", error.message(lang)), &error));
            ExitCode::from(FAILED)
        }
    }
}

fn write_sample(args: &SampleArgs) -> ExitCode {
    let plan = Plan {
        collection: args.collection.as_deref().map(Into::into),
        mess: args.mess,
        seed: args.seed,
    };
    let written = match &args.campaign {
        None => sample::write(
            &args.dir,
            usize::try_from(args.units).unwrap_or(usize::MAX),
            &plan,
        ),
        Some(folder) => match pipeline::load_campaign(Some(folder)) {
            Ok(campaign) => sample::fill(&args.dir, &campaign, &plan),
            Err(error) => return fail(&error, Lang::default()),
        },
    };
    match written {
        Ok(written) => {
            say(&text::sample(&args.dir, args.campaign.as_deref(), &written));
            ExitCode::from(CLEAN)
        }
        Err(error) => {
            complain(&chain(&error.to_string(), &error));
            ExitCode::from(FAILED)
        }
    }
}

fn explain(args: &ExplainArgs) -> ExitCode {
    let lang = args.lang.into();
    match args.code.as_deref().map(|name| (name, Code::parse(name))) {
        None => say(&explain::list(lang)),
        Some((_, Some(code))) => say(&explain::page(code, lang)),
        Some((name, None)) => {
            complain(&explain::unknown(name, lang));
            return ExitCode::from(FAILED);
        }
    }
    ExitCode::from(CLEAN)
}

fn fail(error: &RunError, lang: Lang) -> ExitCode {
    let head = lang.pick("Không chạy được: ", "Cannot run: ");
    complain(&chain(&format!("{head}{}", error.message(lang)), error));
    ExitCode::from(FAILED)
}

/// A message with its causes, one a line.
fn chain(message: &str, error: &dyn std::error::Error) -> String {
    let mut text = message.to_owned();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}\n  {cause}");
        source = cause.source();
    }
    text
}
