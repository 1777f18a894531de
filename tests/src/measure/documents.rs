//! How long a completion report of two pages takes to be printed after the first, and whether memory stays flat.

use std::time::{Duration, Instant};

use entity::access::{By, Viewer};
use entity::clock::machine_now;
use entity::contract::contract;
use entity::document::facts::{self, Content, DeliverableFacts, Facts};
use entity::document::of_contracts;
use entity::life::{Step, finish_work};
use entity::refusal::Words;
use entity::value::locale::Locale;
use entity::value::money::Money;
use sea_orm::EntityTrait;
use worker::document::Paper;

use super::crowd::gather;
use super::ground::Ground;
use crate::engine::Engine;

/// Lines of scope that fill the report's first page.
const LINES: i64 = 12;
/// After so many papers, memory has settled.
const SETTLED: usize = 50;

pub(super) async fn measure(papers: usize) -> Result<(), String> {
    let Some(ground) = Ground::new(Engine::Sqlite).await else { return Ok(()) };
    let mut facts = report(&ground).await;
    let first = printed(&facts);
    let mut times = Vec::with_capacity(papers);
    let mut settled = 0;
    for number in 0..papers {
        // No two reports are the same: what the printer remembers of the last one is of little use to the next.
        vary(&mut facts, number);
        times.push(printed(&facts));
        if number == SETTLED.min(papers - 1) {
            settled = resident_kib()?;
        }
    }
    times.sort_unstable();
    let (median, slowest) = (times[papers / 2], times[papers - 1]);
    let value = format!("first {first:.1?}, then median {median:.1?}, slowest {slowest:.1?}");
    super::print("a completion report", Engine::Sqlite, &value);
    let (mib, grown) = (resident_kib()? / 1_024, resident_kib()?.saturating_sub(settled));
    super::print(
        &format!("memory after {papers} reports"),
        Engine::Sqlite,
        &format!("{mib} MiB, {grown} KiB more than after {SETTLED}"),
    );
    Ok(())
}

/// The report of another contract with another customer, other lines and other days.
fn vary(facts: &mut Facts, number: usize) {
    facts.customer.name = format!("Công ty Cổ phần Cơ khí số {number}");
    let Content::CompletionReport(report) = &mut facts.content else { return };
    report.contract_reference = format!("HD-2026-{number:06}");
    report.contract_title = format!("Giấy phép môi trường cho nhà máy số {number}");
    let shift = i64::try_from(number).expect("a small number");
    for line in &mut report.scope {
        let name = line.name.vi.split(" – ").next().unwrap_or_default().to_owned();
        line.name = Words::new(format!("{name} – khu {number}"), line.name.en.clone());
        line.net = Money::vnd(line.net.minor() + shift);
    }
}

fn printed(facts: &Facts) -> Duration {
    let began = Instant::now();
    Paper::of(facts, Locale::Vi).and_then(Paper::print).expect("it prints");
    began.elapsed()
}

/// The facts of a report on a running contract, with more lines than it has.
async fn report(ground: &Ground) -> Facts {
    gather(&ground.database, 1).await;
    let read = ground.database.read();
    let contract = contract::Entity::find().one(read).await.expect("it reads").expect("there is one");
    let step = Step { contract_id: contract.id, expected_version: None, on: None };
    let by = By::system(machine_now());
    let finished = ground.database.write(async |write| finish_work(write, &by, &step).await).await;
    finished.expect("the work is done");
    let documents = of_contracts(read, Viewer::System, vec![contract.id]).await.expect("it reads");
    let document = documents.first().expect("a report was asked for");
    let mut facts = facts::load(read, document).await.expect("it reads").expect("nothing is missing");
    if let Content::CompletionReport(report) = &mut facts.content {
        let line = |number: i64| DeliverableFacts {
            name: Words::new(format!("Hạng mục tư vấn môi trường số {number}"), format!("Consulting item {number}")),
            net: Money::vnd(10_000_000 * number),
            vat: Money::vnd(1_000_000 * number),
            warranty_months: 12,
        };
        report.scope = (1..=LINES).map(line).collect();
    }
    facts
}

fn resident_kib() -> Result<u64, String> {
    let status = std::fs::read_to_string("/proc/self/status").map_err(|error| error.to_string())?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.ok_or_else(|| "/proc/self/status does not tell VmRSS".to_owned())
}
