using System.Text.Json;
using Ao.AgentTools;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Ao.AspNetCore.AgentTools;

/// <summary>Speaks the Model Context Protocol for the tools. No state is kept between requests, so that a restart of the host goes unnoticed.</summary>
internal static class ToolProtocol
{
    private const string Instructions =
        "These tools are how you speak to the host that runs you and to its operator. Report how far you are with report_status, and claim with it when you are done. "
        + "File what you find beside your task with bug_report and improvement_suggestion. Ask with ask_operator and request_consent; both return at once, and the answer comes to you as a message.";

    public static IServiceCollection AddToolProtocol(this IServiceCollection services, IAgentTools tools)
    {
        services.AddMcpServer().WithHttpTransport(transport => Configure(transport, tools));
        return services;
    }

    private static void Configure(HttpServerTransportOptions transport, IAgentTools tools)
    {
        transport.Stateless = true;
        transport.ConfigureSessionOptions = (context, options, _) =>
        {
            Configure(options, tools, ToolGate.CallerOf(context));
            return Task.CompletedTask;
        };
    }

    /// <summary>Offers a caller the tools of its role.</summary>
    private static void Configure(McpServerOptions options, IAgentTools tools, AgentToolCaller caller)
    {
        options.ServerInfo = new Implementation { Name = "ao", Version = typeof(IAgentTools).Assembly.GetName().Version!.ToString(3) };
        options.ServerInstructions = Instructions;
        options.Handlers.ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = [.. tools.ListFor(caller).Select(Describe)] });
        options.Handlers.CallToolHandler = async (call, cancellationToken) =>
        {
            var arguments = call.Params?.Arguments is { } given ? new Dictionary<string, JsonElement>(given, StringComparer.Ordinal) : null;
            var result = await tools.CallAsync(caller, call.Params?.Name, arguments, cancellationToken).ConfigureAwait(false);
            return new CallToolResult { Content = [new TextContentBlock { Text = result.Text }], IsError = result.IsError };
        };
    }

    private static Tool Describe(AgentTool tool) => new() { Name = tool.Name, Description = tool.Description, InputSchema = tool.InputSchema };
}
