//! Commands on what contracts are made of: the provider, its calendar, its catalogue, and the companies it works for.

use async_graphql::{Context, Object};

use crate::agreement::revise_clause::{self, ReviseClauseInput, ReviseClausePayload};
use crate::calendar::{
    confirm_calendar_year::{self, ConfirmCalendarYearInput, ConfirmCalendarYearPayload},
    remove_calendar_day::{self, RemoveCalendarDayInput, RemoveCalendarDayPayload},
    set_calendar_day::{self, SetCalendarDayInput, SetCalendarDayPayload},
};
use crate::catalogue::{
    add_service_package::{self, AddServicePackageInput, AddServicePackagePayload},
    add_vat_rate::{self, AddVatRateInput, AddVatRatePayload},
    retire_service_package::{self, RetireServicePackageInput, RetireServicePackagePayload},
    update_service_package::{self, UpdateServicePackageInput, UpdateServicePackagePayload},
};
use crate::error::ApiError;
use crate::party::{
    add_customer::{self, AddCustomerInput, AddCustomerPayload},
    add_industrial_park::{self, AddIndustrialParkInput, AddIndustrialParkPayload},
    update_customer::{self, UpdateCustomerInput, UpdateCustomerPayload},
    update_industrial_park::{self, UpdateIndustrialParkInput, UpdateIndustrialParkPayload},
};
use crate::provider::update_provider::{self, UpdateProviderInput, UpdateProviderPayload};

/// Commands on what contracts are made of: the provider, its calendar, its catalogue, and the companies it works for.
#[derive(Debug, Default)]
pub struct ParticularsMutation;

/// Commands on what contracts are made of: the provider, its calendar, its catalogue, and the companies it works for.
#[Object]
impl ParticularsMutation {
    /// Enters the next version of a clause of the library, or a new one; what was drawn up stays as it is.
    async fn revise_clause(
        &self,
        ctx: &Context<'_>,
        input: ReviseClauseInput,
    ) -> Result<ReviseClausePayload, ApiError> {
        revise_clause::run(ctx, input).await
    }

    /// Changes the provider's profile.
    async fn update_provider(
        &self,
        ctx: &Context<'_>,
        input: UpdateProviderInput,
    ) -> Result<UpdateProviderPayload, ApiError> {
        update_provider::run(ctx, input).await
    }

    /// Enters a day off or a worked weekend day, or changes it.
    async fn set_calendar_day(
        &self,
        ctx: &Context<'_>,
        input: SetCalendarDayInput,
    ) -> Result<SetCalendarDayPayload, ApiError> {
        set_calendar_day::run(ctx, input).await
    }

    /// Takes an exception out of the calendar: the day is as its weekday again.
    async fn remove_calendar_day(
        &self,
        ctx: &Context<'_>,
        input: RemoveCalendarDayInput,
    ) -> Result<RemoveCalendarDayPayload, ApiError> {
        remove_calendar_day::run(ctx, input).await
    }

    /// Confirms that the days off of a year are as the government announced them.
    async fn confirm_calendar_year(
        &self,
        ctx: &Context<'_>,
        input: ConfirmCalendarYearInput,
    ) -> Result<ConfirmCalendarYearPayload, ApiError> {
        confirm_calendar_year::run(ctx, input).await
    }

    /// Puts a package on offer (P1).
    async fn add_service_package(
        &self,
        ctx: &Context<'_>,
        input: AddServicePackageInput,
    ) -> Result<AddServicePackagePayload, ApiError> {
        add_service_package::run(ctx, input).await
    }

    /// Changes a package; contracts keep what they were made of.
    async fn update_service_package(
        &self,
        ctx: &Context<'_>,
        input: UpdateServicePackageInput,
    ) -> Result<UpdateServicePackagePayload, ApiError> {
        update_service_package::run(ctx, input).await
    }

    /// Takes a package off the offer; contracts with it go on.
    async fn retire_service_package(
        &self,
        ctx: &Context<'_>,
        input: RetireServicePackageInput,
    ) -> Result<RetireServicePackagePayload, ApiError> {
        retire_service_package::run(ctx, input).await
    }

    /// Adds a VAT rate after those of its category; one without an end ends the day before.
    async fn add_vat_rate(&self, ctx: &Context<'_>, input: AddVatRateInput) -> Result<AddVatRatePayload, ApiError> {
        add_vat_rate::run(ctx, input).await
    }

    /// Enters an industrial park.
    async fn add_industrial_park(
        &self,
        ctx: &Context<'_>,
        input: AddIndustrialParkInput,
    ) -> Result<AddIndustrialParkPayload, ApiError> {
        add_industrial_park::run(ctx, input).await
    }

    /// Changes what is known of an industrial park; the whole of it at once.
    async fn update_industrial_park(
        &self,
        ctx: &Context<'_>,
        input: UpdateIndustrialParkInput,
    ) -> Result<UpdateIndustrialParkPayload, ApiError> {
        update_industrial_park::run(ctx, input).await
    }

    /// Enters a customer company.
    async fn add_customer(&self, ctx: &Context<'_>, input: AddCustomerInput) -> Result<AddCustomerPayload, ApiError> {
        add_customer::run(ctx, input).await
    }

    /// Changes what is known of a customer company; the whole of it at once.
    async fn update_customer(
        &self,
        ctx: &Context<'_>,
        input: UpdateCustomerInput,
    ) -> Result<UpdateCustomerPayload, ApiError> {
        update_customer::run(ctx, input).await
    }
}
