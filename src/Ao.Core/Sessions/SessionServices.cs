using Ao.AgentTools;
using Ao.Budgets;
using Ao.Checkups;
using Ao.Effects;
using Ao.Enforcement;
using Ao.Journal;
using Ao.Notifications;
using Ao.Projects;
using Ao.PullRequests;
using Ao.PullRequests.Watch;
using Ao.Radar;
using Ao.Reactions;
using Ao.Reports;
using Ao.Sessions.Admission;
using Ao.Sessions.Output;
using Ao.Sessions.Providers;
using Ao.Sessions.Pushes;
using Ao.Sessions.Steps;
using Ao.Trackers;
using Ao.Webhooks;
using Ao.Workspaces;
using Ao.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ao.Sessions;

/// <summary>Registers the sessions.</summary>
internal static class SessionServices
{
    public static IServiceCollection AddAoSessions(this IServiceCollection services)
    {
        foreach (var kind in SessionFactKinds.All)
        {
            services.AddSingleton(kind);
        }

        services.AddSingleton(new FactKind("provider.limited", ProviderJson.Default.Limited));
        services.AddSingleton(new FactKind("provider.eased", ProviderJson.Default.Eased));
        services.AddSingleton<ProviderProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<ProviderProjection>());
        services.AddSingleton<ProviderGate>();
        services.AddSingleton<ProviderDesk>();
        services.AddAoBudgets();
        services.AddSingleton<IWebhooks, WebhookDesk>();
        services.AddSingleton<SpawnDesk>();
        services.AddSingleton<SessionProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<SessionProjection>());
        services.AddSingleton<ProjectCatalog>();
        services.AddSingleton<DataFolders>();
        services.AddSingleton<StopOrders>();
        services.AddSingleton<RecoveryLog>();
        services.AddSingleton<SessionContext>();
        services.AddSingleton<EnforcementDesk>();
        services.AddSingleton<LaunchPrompts>();
        services.AddSingleton<LaunchSteps>();
        services.AddSingleton<EvidenceFiles>();
        services.AddSingleton<Verifier>();
        services.AddSingleton<ProposalDetails>();
        services.AddSingleton<ProposalSteps>();
        services.AddSingleton<VerdictStep>();
        services.AddSingleton(new SegmentLogOptions());
        services.AddSingleton<OutputArchive>();
        services.AddSingleton<ClosingStep>();
        services.AddSingleton<SessionSteps>();
        services.AddSingleton<SpawnPreflight>();
        services.AddSingleton<SessionSpawner>();
        services.AddSingleton<SessionNumbers>();
        services.AddSingleton<SessionRecovery>();
        services.TryAddSingleton<IMemoryProbe, MemoryProbe>();
        services.AddSingleton<AdmissionController>();
        services.AddSingleton<SessionSupervisor>();
        services.AddSingleton<IEngineStage>(static provider => provider.GetRequiredService<SessionSupervisor>());
        services.AddSingleton<PushRelay>();
        services.AddSingleton<IEngineStage, PushStage>();
        services.AddAoNotifications();
        services.AddAoPullRequestWatch();
        services.AddAoReactions();
        services.AddAoRadar();
        services.AddSingleton<MergeObstacles>();
        services.AddSingleton<MergePlanner>();
        services.AddSingleton<IPullRequests, PullRequestService>();

        // Late, because the pull requests work with the sessions' steps.
        services.AddSingleton(static provider => new Lazy<IPullRequests>(provider.GetRequiredService<IPullRequests>));
        services.AddSingleton<IIssues, IssueService>();
        services.AddSingleton<EffectLookup>();
        services.AddSingleton<OperationSettlement>();
        services.AddSingleton<IEffects, EffectDesk>();
        services.AddSingleton<IEngineStage, EffectSettlement>();
        services.AddSingleton<IWorkspaces, WorkspaceService>();
        services.AddAoReportIntake();
        services.AddAoAgentTools();
        services.AddSingleton<IQuestions, QuestionDesk>();
        services.AddSingleton<IEngineStage, AgentConsentStage>();
        services.AddSingleton<CheckupService>();
        services.AddSingleton<IOrchestrator, Orchestrator>();
        return services;
    }
}
