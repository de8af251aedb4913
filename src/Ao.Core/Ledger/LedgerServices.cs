using Microsoft.Extensions.DependencyInjection;

namespace Ao.Ledger;

/// <summary>Registers the ledgers.</summary>
internal static class LedgerServices
{
    public static IServiceCollection AddAoLedgers(this IServiceCollection services)
    {
        services.AddSingleton<LedgerBook>();
        services.AddSingleton<ILedgerBook>(static provider => provider.GetRequiredService<LedgerBook>());
        services.AddSingleton<LedgerService>();
        services.AddSingleton<ILedgers>(static provider => provider.GetRequiredService<LedgerService>());
        return services;
    }
}
