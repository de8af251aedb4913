using Microsoft.Extensions.DependencyInjection;

namespace Ao.Git.Ledgers;

/// <summary>Registers what the transport of ledgers is made of.</summary>
internal static class LedgerServices
{
    public static IServiceCollection AddGitLedgers(this IServiceCollection services) => services
        .AddSingleton<LedgerRepositories>()
        .AddSingleton<LedgerAppending>()
        .AddSingleton<LedgerReading>()
        .AddSingleton<LedgerFetching>()
        .AddSingleton<BundleWriting>()
        .AddSingleton<LedgerPublishing>()
        .AddSingleton<LedgerListing>()
        .AddSingleton<LedgerParts>();
}
