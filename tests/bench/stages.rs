//! Each stage by itself, and the program as a whole, over made-up provinces.
//!
//! `cargo bench` measures 70 and 1,300 returns, in less than ten minutes on two cores;
//! `THIDUA_BENCH_UNITS=13000 cargo bench` measures other sizes, set apart by commas. The provinces are
//! made once, below `target/bench/`. Stages that share out their work have all cores, as in a run.
//! Letters and the leaders' page have no door of their own: they are within "all but unit workbooks and
//! marked returns", which overlaps with the consolidated workbook, the charts and the reminders.

#![expect(clippy::unwrap_used, reason = "a measurement fails by panicking")]

mod province;

use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{
    BatchSize, BenchmarkGroup, Criterion, SamplingMode, Throughput, criterion_group, criterion_main,
};
use province::Province;
use rayon::prelude::{
    IntoParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _,
};
use thidua::assess::Carriers;
use thidua::campaign::Collection;
use thidua::discover::{self, Found};
use thidua::finding::Personal;
use thidua::read::{self, Workbook, layout};
use thidua::recognise::{Identity, Index, Recognised, recognise};
use thidua::report::marked::{Due, Marking, Original};
use thidua::report::workbook::{self, of_unit::OfUnits};
use thidua::report::{self, Report, charts, data, reminders};
use thidua::score::GivenPoints;
use thidua::settle::{self, Terms};
use thidua::table::{CountingRows, written::written};
use thidua::validate::{Checker, Examined, validate};
use thidua::{assess, score};

criterion_group!(benches, sizes);
criterion_main!(benches);

type Group<'a> = BenchmarkGroup<'a, WallTime>;

/// Where the reports lie, seen from which the returns are linked to.
const RETURNS_LINK: &str = "../returns/";

fn sizes(criterion: &mut Criterion) {
    let named = std::env::var("THIDUA_BENCH_UNITS");
    let named = named.as_deref().unwrap_or("70,1300");
    for units in named.split(',') {
        let province = Province::of(units.trim().parse().unwrap());
        let mut group = criterion.benchmark_group(format!("{units} units"));
        group
            .sample_size(10)
            .sampling_mode(SamplingMode::Flat)
            .warm_up_time(Duration::from_secs(1))
            .measurement_time(Duration::from_secs(5));
        let returns = Throughput::Elements(province.files.len() as u64);
        group.throughput(Throughput::Bytes(province.bytes()));
        let workbooks = reading(&mut group, &province);
        group.throughput(returns);
        let examined = examining(&mut group, &province, &workbooks);
        drop(workbooks);
        rest(&mut group, &province, &examined);
        drop(examined);
        whole(&mut group, &province);
        group.finish();
    }
}

/// Opening and reading; gives what was read of each file that can be.
fn reading<'p>(group: &mut Group<'_>, province: &'p Province) -> Vec<(&'p Found, Workbook)> {
    group.bench_function("open and read", |bencher| {
        bencher.iter(|| {
            let read = province
                .files
                .par_iter()
                .map(|found| workbook(province, found));
            read.filter(Option::is_some).count()
        });
    });
    let read = |found| Some((found, workbook(province, found)?));
    province.files.par_iter().filter_map(read).collect()
}

fn workbook(province: &Province, found: &Found) -> Option<Workbook> {
    let limits = &province.campaign.limits;
    let (format, bytes) = discover::open(found, limits).content.ok()?;
    read::workbook(&bytes, format, limits).ok()
}

/// From workbooks to typed rows; gives those.
fn examining<'w>(
    group: &mut Group<'_>,
    province: &Province,
    workbooks: &'w [(&'w Found, Workbook)],
) -> Vec<Examined> {
    let campaign = &province.campaign;
    let (index, checker) = (Index::new(campaign), Checker::new(campaign));
    let nobody = Identity::default();
    let recognise_all = || {
        let one = |(found, workbook): &'w (&'w Found, Workbook)| {
            (*found, recognise(&found.name, workbook, &nobody, &index))
        };
        workbooks.par_iter().map(one).collect::<Vec<_>>()
    };
    let validate_all = |recognised: Vec<(&Found, Recognised<'_>)>| -> Vec<Examined> {
        let one = |(found, recognised): (&Found, Recognised<'_>)| Examined {
            file: found.name.clone(),
            ..validate(recognised, &checker)
        };
        recognised.into_par_iter().map(one).collect()
    };
    group.bench_function("recognise", |bencher| bencher.iter(recognise_all));
    group.bench_function("validate", |bencher| {
        bencher.iter_batched(recognise_all, validate_all, BatchSize::PerIteration);
    });
    validate_all(recognise_all())
}

/// All that comes after files are looked at by themselves.
fn rest(group: &mut Group<'_>, province: &Province, examined: &[Examined]) {
    let campaign = &province.campaign;
    let as_of = campaign.as_of.unwrap();
    let begun = |one: &&Collection| *one.period.start() <= as_of;
    let collections: Vec<&Collection> = campaign.collections.iter().filter(begun).collect();
    let terms = Terms {
        campaign,
        as_of,
        collections: &collections,
        receipts: &province.receipts,
        decisions: &[],
    };
    group.bench_function("settle", |bencher| {
        let settle = |examined| settle::settle(examined, &terms);
        bencher.iter_batched(|| examined.to_vec(), settle, BatchSize::PerIteration);
    });
    let settled = settle::settle(examined.to_vec(), &terms);
    let rows = CountingRows::of(&settled, campaign);
    group.bench_function("table", |bencher| {
        bencher.iter(|| written(&rows).unwrap());
    });
    let judge = || {
        let all = &collections;
        let assessed =
            assess::assess(campaign, all, as_of, &settled, &rows, &[], Carriers::Told).unwrap();
        let given = GivenPoints::read(campaign, &rows).unwrap();
        let scores = score::score(campaign, all, &assessed, &given);
        (assessed, scores)
    };
    group.bench_function("assess and score", |bencher| bencher.iter(judge));
    let (assessed, scores) = judge();
    let report = Report {
        campaign,
        lang: campaign.language,
        personal: Personal::Hidden,
        as_of,
        provisional: collections.iter().any(|one| !one.closed),
        settled: &settled,
        assessed: &assessed,
        scores: &scores,
        movements: &[],
        quotas: &score::quotas(campaign, &assessed),
        parts: &[],
        returns_link: Some(RETURNS_LINK),
    };
    group.bench_function("data files", |bencher| {
        bencher.iter(|| {
            let mut texts = Vec::new();
            data::summary(&report, &mut texts).unwrap();
            data::findings(&report, &mut texts).unwrap();
            data::repairs(&report, &mut texts).unwrap();
            texts.len()
        });
    });
    writing(group, province, &report);
}

/// Writing workbooks, charts and the rest, each into a folder of its own.
fn writing(group: &mut Group<'_>, province: &Province, report: &Report<'_>) {
    let scratch = tempfile::tempdir_in(province::scratch()).unwrap();
    let at = |name: &str| scratch.path().join(name);
    group.bench_function("consolidated workbook", |bencher| {
        bencher.iter(|| workbook::write(report, &at("tong-hop.xlsx")).unwrap());
    });
    group.bench_function("unit workbooks", |bencher| {
        bencher.iter(|| {
            let books = OfUnits::new(report);
            let units: Vec<_> = books.units().collect();
            units.par_iter().for_each(|unit| {
                let out = at(&format!("{}.xlsx", unit.code));
                books.write(unit, Some(RETURNS_LINK), &out).unwrap();
            });
        });
    });
    group.bench_function("marked returns", |bencher| {
        bencher.iter(|| {
            let marking = Marking::new(report);
            let mark = |due: &Due<'_>| mark(province, &marking, *due).unwrap().len();
            marking.due().par_iter().map(mark).sum::<usize>()
        });
    });
    group.bench_function("charts", |bencher| {
        bencher.iter(|| charts::write(report, &at("bieu-do")).unwrap());
    });
    group.bench_function("reminders", |bencher| {
        bencher.iter(|| reminders::write(report, &at("nhac-nho")).unwrap());
    });
    group.bench_function("all but unit workbooks and marked returns", |bencher| {
        let fresh = || tempfile::tempdir_in(scratch.path()).unwrap();
        let write = |folder: tempfile::TempDir| {
            report::write(report, folder.path()).unwrap();
            folder
        };
        bencher.iter_batched(fresh, write, BatchSize::PerIteration);
    });
}

/// A marked return's bytes, from the return's: it is opened and read once more, as in a run.
fn mark(province: &Province, marking: &Marking<'_>, due: Due<'_>) -> Option<Vec<u8>> {
    let limits = &province.campaign.limits;
    let name = &due.submission().file;
    let files = &province.files;
    let at = files.binary_search_by(|found| found.name.cmp(name)).ok()?;
    let (format, bytes) = discover::open(&files[at], limits).content.ok()?;
    let workbook = read::workbook(&bytes, format, limits).ok()?;
    let layout = layout::layout(&bytes, limits).ok();
    let (workbook, layout) = (&workbook, layout.as_ref());
    marking.write(due, Original { workbook, layout }).ok()
}

/// The program from start to end, into a folder that does not exist before.
fn whole(group: &mut Group<'_>, province: &Province) {
    let fresh = || tempfile::tempdir_in(province::scratch()).unwrap();
    for (name, more) in [("run, data only", &["--only", "data"][..]), ("run", &[])] {
        group.bench_function(name, |bencher| {
            let run = |folder: tempfile::TempDir| {
                province.run(&folder.path().join("reports"), more);
                folder
            };
            bencher.iter_batched(fresh, run, BatchSize::PerIteration);
        });
    }
}
