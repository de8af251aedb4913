using Ao.Hosting;
using Ao.Journal;
using Ao.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ao.Ledger;

/// <summary>Registers the ledgers.</summary>
internal static class LedgerServices
{
    public static IServiceCollection AddAoLedgers(this IServiceCollection services)
    {
        foreach (var kind in LedgerFactKinds.All)
        {
            services.AddSingleton(kind);
        }

        services.TryAddSingleton(static _ => new SecretRedactor(EnvironmentSecrets.Of(Environment.GetEnvironmentVariables())));
        services.AddSingleton<LedgerProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<LedgerProjection>());
        services.AddSingleton<LedgerTransports>();
        services.AddSingleton<LedgerShelf>();
        services.AddSingleton<LedgerKeyStore>();
        services.AddSingleton<RecordRedactor>();
        services.AddSingleton<LedgerRedaction>();
        services.AddSingleton<LedgerTaker>();
        services.AddSingleton<OwnLedgerRepair>();
        services.AddSingleton<OwnLedgers>();
        services.AddSingleton<LedgerExchange>();
        services.AddSingleton<PublicationAftermath>();
        services.AddSingleton<LedgerPublishing>();
        services.AddSingleton<LedgerRegistering>();
        services.AddSingleton<LedgerBook>();
        services.AddSingleton<ILedgerBook>(static provider => provider.GetRequiredService<LedgerBook>());
        services.AddSingleton<LedgerLinks>();
        services.AddSingleton<LedgerService>();
        services.AddSingleton<ILedgers>(static provider => provider.GetRequiredService<LedgerService>());
        services.AddSingleton<IEngineStage, LedgerStage>();
        return services;
    }
}
