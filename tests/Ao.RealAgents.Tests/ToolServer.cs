using System.Collections.Concurrent;
using System.Text.Json;
using Ao.Agents;
using Ao.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace Ao.RealAgents;

/// <summary>An MCP server with the one tool <c>bug_report</c>, to see that an agent was given the host's tools.</summary>
internal sealed class ToolServer : IAsyncDisposable
{
    private const string Token = "token-of-the-test";
    private readonly ConcurrentQueue<string> _reports = new();
    private readonly WebApplication _host;

    private ToolServer(WebApplication host) => _host = host;

    /// <summary>Gets the titles of the reports that arrived.</summary>
    public IReadOnlyList<string> Reports => [.. _reports];

    public AgentToolServer Offer { get; private set; } = null!;

    public static async Task<ToolServer> StartAsync(CancellationToken cancellationToken)
    {
        ToolServer server = null!;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddMcpServer()
            .WithHttpTransport(static transport => transport.Stateless = true)
            .WithListToolsHandler(static (_, _) => ValueTask.FromResult(new ListToolsResult
            {
                Tools =
                [
                    new Tool
                    {
                        Name = "bug_report",
                        Description = "Files a bug report.",
                        InputSchema = JsonDocument.Parse("""{"type":"object","properties":{"title":{"type":"string"}},"required":["title"]}""").RootElement,
                    },
                ],
            }))
            .WithCallToolHandler((call, _) => ValueTask.FromResult(server.Take(call.Params!)));
        var host = builder.Build();
        host.Use(static (context, next) =>
        {
            if (context.Request.Headers.Authorization == $"Bearer {Token}")
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });
        host.MapMcp("/mcp");
        server = new ToolServer(host);
        await host.StartAsync(cancellationToken);
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server.Offer = new AgentToolServer { Address = new Uri($"{address}/mcp"), Token = Token, Bridge = new CommandLine("false") };
        return server;
    }

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    private CallToolResult Take(CallToolRequestParams call)
    {
        _reports.Enqueue(call.Arguments!["title"].GetString()!);
        return new CallToolResult { Content = [new TextContentBlock { Text = "Filed." }] };
    }
}
