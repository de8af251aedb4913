using Ao.Consents;
using Ao.Governance;
using Ao.Hosting;
using Ao.Journal;
using Ao.Projects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ao.Effects;

/// <summary>Registers the effect gate and the consents.</summary>
internal static class EffectServices
{
    public static IServiceCollection AddAoEffects(this IServiceCollection services)
    {
        foreach (var kind in EffectFactKinds.All)
        {
            services.AddSingleton(kind);
        }

        services.TryAddSingleton<ProjectCatalog>();
        services.AddSingleton<EffectProjection>();
        services.AddSingleton<ConsentProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<EffectProjection>());
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<ConsentProjection>());
        services.AddSingleton<InstanceProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<InstanceProjection>());
        services.AddSingleton<IEngineStage, InstanceStage>();
        services.AddSingleton<ConsentCourses>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<ConsentCourses>());
        services.AddSingleton<UndeliveredQuestions>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<UndeliveredQuestions>());
        services.AddSingleton<UndeliveredQuestionDesk>();
        services.AddSingleton<ConsentAudience>();
        services.AddSingleton<OperatorGuard>();
        services.AddAoGovernance();
        services.AddSingleton<OperationKeys>();
        services.AddSingleton<ConsentDesk>();
        services.AddSingleton<IConsents, Consents.Consents>();
        services.AddSingleton<EffectsUnderWay>();
        services.AddSingleton<IEngineStage>(static provider => provider.GetRequiredService<EffectsUnderWay>());
        services.AddSingleton<IEffectGate, EffectGate>();
        services.AddSingleton<AuditFiles>();
        services.AddSingleton<ConsentAudit>();
        services.AddSingleton<IConsentAudit>(static provider => provider.GetRequiredService<ConsentAudit>());
        services.AddSingleton<ConsentWithdrawals>();
        services.AddSingleton<IEngineStage>(static provider => provider.GetRequiredService<ConsentWithdrawals>());
        services.AddSingleton<IEngineStage, ConsentExpiry>();
        services.AddSingleton<IEngineStage, ConsentEscalation>();
        services.AddSingleton<IEngineStage, ConsentChannels>();
        services.AddSingleton<IEngineStage, AuditWriter>();
        return services;
    }
}
