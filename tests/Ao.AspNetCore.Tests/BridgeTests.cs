using System.Text;
using Ao.Agents;
using Ao.Commands;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelContextProtocol;

namespace Ao.AspNetCore.Tests;

/// <summary>The bridge as a process, as agents start it.</summary>
public sealed class BridgeTests : IAsyncLifetime
{
    private readonly ToolWorld _world = new();
    private IHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IOrchestrator Orchestrator => _host.Services.GetRequiredService<IOrchestrator>();

    public async ValueTask InitializeAsync() => _host = await _world.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _world.Dispose();
    }

    [Fact]
    public async Task Bridge_CallsAndErrors_ArePassedOn()
    {
        var (session, tools) = await _world.SpawnAsync(Orchestrator);
        await using var client = await ToolClient.BridgeAsync(tools);

        var listed = await client.ListToolsAsync(cancellationToken: Token);
        var said = await client.SayAsync("bug_report", ("title", "Ünïcödé 🙂"), ("body", new string('x', 16 * 1024)));
        var wrong = await client.SayAsync("bug_report", ("body", "x"));

        Assert.Equal(7, listed.Count);
        Assert.False(said.IsError, said.Text);
        Assert.Contains("title: there is neither a title nor evidence.", wrong.Text, StringComparison.Ordinal);
        Assert.Equal("Ünïcödé 🙂", Assert.Single(Orchestrator.Get(session.Id).Reports).Report.Title);
        await Assert.ThrowsAsync<McpProtocolException>(() => client.SayAsync("bug_report", ("title", "x"), ("body", new string('x', 10 * 1024 * 1024))));
        Assert.False((await client.SayAsync("list_sessions")).IsError);
    }

    [Fact]
    public async Task Bridge_HostRestarts_OneCallFailsAndTheNextWorks()
    {
        var (session, tools) = await _world.SpawnAsync(Orchestrator);
        await using var client = await ToolClient.BridgeAsync(tools);
        await client.SayAsync("bug_report", ("title", "Before"), ("body", "x"));
        await EndAsync();

        var error = await Assert.ThrowsAsync<McpProtocolException>(() => client.SayAsync("bug_report", ("title", "Meanwhile"), ("body", "x")));
        _host = await _world.StartAsync();
        await client.SayAsync("bug_report", ("title", "After"), ("body", "x"));

        Assert.Contains("did not get through to the host", error.Message, StringComparison.Ordinal);
        Assert.Equal(["Before", "After"], Orchestrator.Get(session.Id).Reports.Select(static report => report.Report.Title));
    }

    [Fact]
    public async Task Bridge_SessionStopped_CallsFail()
    {
        var (session, tools) = await _world.SpawnAsync(Orchestrator);
        await using var client = await ToolClient.BridgeAsync(tools);
        await Orchestrator.StopAsync(session.Id, cancellationToken: Token);

        await Assert.ThrowsAsync<McpProtocolException>(() => client.SayAsync("list_sessions"));
    }

    [Fact]
    public async Task Bridge_EndOfInput_Ends()
    {
        var (_, tools) = await _world.SpawnAsync(Orchestrator);

        var result = await RunAsync(tools, tools.Address.ToString(), tools.Token, """
            {"jsonrpc":"2.0","id":1,"method":"ping"}

            garbage
            {"jsonrpc":"2.0","id":2,"method":"tools/list"}
            {"jsonrpc":"2.0","id":3,"meth
            """);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains(lines, static line => line.Contains("\"id\":1", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.Contains("-32700", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.Contains("report_status", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    public async Task Bridge_HandshakeOfAnOlderClient_Works(string version)
    {
        var (session, tools) = await _world.SpawnAsync(Orchestrator);

        var result = await RunAsync(tools, tools.Address.ToString(), tools.Token, $$$$"""
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"{{{{version}}}}","capabilities":{"roots":{}},"clientInfo":{"name":"agent","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":"a","method":"tools/list","params":{}}
            {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"bug_report","arguments":{"title":"x","body":"y"},"_meta":{"progressToken":2}}}
            {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"bug_report","arguments":{"title":"\ud800"}}}

            """);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(4, result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains($"\"protocolVersion\":\"{version}\"", result.Output, StringComparison.Ordinal);
        Assert.Contains("\"id\":\"a\"", result.Output, StringComparison.Ordinal);
        Assert.Contains("- title: is no valid Unicode", result.Output, StringComparison.Ordinal);
        Assert.Single(Orchestrator.Get(session.Id).Reports);
    }

    [Fact]
    public async Task Bridge_EndlessLine_EndsInBoundedMemory()
    {
        var (_, tools) = await _world.SpawnAsync(Orchestrator);

        var result = await RunAsync(tools, tools.Address.ToString(), tools.Token, new string('x', 20 * 1024 * 1024));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("more than 16 MiB", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "x", "AO_TOOLS_ADDRESS is not set.")]
    [InlineData("nonsense", "x", "AO_TOOLS_ADDRESS is no http address.")]
    [InlineData("http://127.0.0.1:1/tools", null, "AO_TOOLS_TOKEN is not set")]
    [InlineData("http://127.0.0.1:1/tools", "a b", "AO_TOOLS_TOKEN is not set, or holds no token.")]
    [InlineData("http://127.0.0.1:1/tools", "x", "cannot be reached")]
    [InlineData("host", "x.1.y", "does not take the token")]
    [InlineData("elsewhere", "good", "is no Ao host: it says 404")]
    public async Task Bridge_CannotConnect_SaysSoAndExitsWithOne(string? address, string? token, string expected)
    {
        var (_, tools) = await _world.SpawnAsync(Orchestrator);
        address = address switch { "host" => tools.Address.ToString(), "elsewhere" => new Uri(tools.Address, "/elsewhere").ToString(), _ => address };

        var result = await RunAsync(tools, address, token == "good" ? tools.Token : token, "");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(tools.Token, result.Error, StringComparison.Ordinal);
    }

    private static async Task<CommandResult> RunAsync(AgentToolServer tools, string? address, string? token, string input) => await new CommandRunner(TimeProvider.System).RunAsync(
        new CommandRequest
        {
            Command = tools.Bridge,
            Input = Encoding.UTF8.GetBytes(input),
            InheritEnvironment = true,
            Environment = new Dictionary<string, string?> { [AgentToolServer.AddressVariable] = address, [AgentToolServer.TokenVariable] = token },
        },
        Token);

    private async Task EndAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}
