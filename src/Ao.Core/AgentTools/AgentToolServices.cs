using Ao.AgentTools.Tools;
using Ao.Hosting;
using Ao.Reports;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.AgentTools;

/// <summary>Registers the agents' tools, in the order in which agents are shown them.</summary>
internal static class AgentToolServices
{
    public static IServiceCollection AddAoAgentTools(this IServiceCollection services)
    {
        services.AddSingleton<AgentTokenKey>();
        services.AddSingleton<AgentTokens>();
        services.AddSingleton<AgentToolDirectory>();
        services.AddSingleton<CallRecorder>();
        services.AddSingleton<ProjectView>();

        // Late, because the orchestrator itself launches agents with these tools.
        services.AddSingleton(static provider => new Lazy<IOrchestrator>(provider.GetRequiredService<IOrchestrator>));
        services.AddSingleton<SessionCommands>();
        services.AddSingleton<IAgentTool, ReportStatusTool>();
        services.AddSingleton<IAgentTool, AskOperatorTool>();
        services.AddSingleton<IAgentTool, RequestConsentTool>();
        services.AddSingleton<IAgentTool>(static provider => ActivatorUtilities.CreateInstance<ReportTool>(provider, ReportType.BugReport));
        services.AddSingleton<IAgentTool>(static provider => ActivatorUtilities.CreateInstance<ReportTool>(provider, ReportType.ImprovementSuggestion));
        services.AddSingleton<IAgentTool, ListSessionsTool>();
        services.AddSingleton<IAgentTool, GetSessionTool>();
        services.AddSingleton<IAgentTool, PostVerdictTool>();
        services.AddSingleton<IAgentTool, ProposeBreakdownTool>();
        services.AddSingleton<IAgentTool, SpawnTool>();
        services.AddSingleton<IAgentTool, SendTool>();
        services.AddSingleton<IAgentTool, StopTool>();
        services.AddSingleton<IAgentTool, ListIssuesTool>();
        services.AddSingleton<IAgentTools, AgentToolDesk>();
        services.AddSingleton<IEngineStage, AgentToolStage>();
        return services;
    }
}
