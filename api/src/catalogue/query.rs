//! Questions about the catalogue; visitors may ask them.

use async_graphql::Context;
use async_graphql::connection::Connection;
use entity::catalogue::{service_package, vat_rate};
use entity::refusal::{Mistakes, Refusal, Words};

use super::object::ServicePackage;
use super::vat::VatRate;
use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::{PageInput, Total, connection};

/// A page of service packages by code; staff also see those that are no longer offered.
pub async fn packages(
    ctx: &Context<'_>,
    page: PageInput,
    search: Option<String>,
) -> Result<Connection<String, ServicePackage, Total>, ApiError> {
    let desk = ctx.desk()?;
    let window = page.window()?;
    let mut mistakes = Mistakes::default();
    let search = mistakes.optional_line("search", search.as_deref(), 100);
    mistakes.finish()?;
    let from_end = window.from_end;
    let rows = service_package::page(desk.read(), desk.by.viewer, search.as_deref(), window).await?;
    let counter = desk.clone();
    let total =
        Total::counted_by(
            async move { service_package::count(counter.read(), counter.by.viewer, search.as_deref()).await },
        );
    Ok(connection(from_end, (rows, total), |row| row.code.clone(), ServicePackage))
}

/// How many packages can be laid side by side.
const MOST_COMPARED: usize = 5;

/// The packages of these codes, in this order; what is not on offer is left out.
pub async fn compare(ctx: &Context<'_>, codes: Vec<String>) -> Result<Vec<ServicePackage>, ApiError> {
    let desk = ctx.desk()?;
    if codes.is_empty() || codes.len() > MOST_COMPARED {
        let words = Words::new(
            format!("So sánh từ 1 đến {MOST_COMPARED} gói."),
            format!("Between 1 and {MOST_COMPARED} packages can be compared."),
        );
        return Err(Refusal::invalid("codes", "OUT_OF_RANGE", words).into());
    }
    let mut mistakes = Mistakes::default();
    let codes: Vec<String> =
        (0..).zip(&codes).map(|(place, code): (i32, _)| mistakes.line(&format!("codes.{place}"), code, 100)).collect();
    mistakes.finish()?;
    let found = service_package::by_codes(desk.read(), desk.by.viewer, &codes).await?;
    let named = codes.iter().filter_map(|code| found.iter().find(|package| package.code == *code));
    Ok(named.cloned().map(ServicePackage).collect())
}

/// The whole table of VAT rates, the oldest first.
pub async fn vat_rates(ctx: &Context<'_>) -> Result<Vec<VatRate>, ApiError> {
    Ok(vat_rate::all(ctx.desk()?.read()).await?.into_iter().map(VatRate).collect())
}
