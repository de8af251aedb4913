using Ao.Agents;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Ao.AspNetCore.Tests;

/// <summary>Agents' clients, by the protocol's own SDK.</summary>
internal static class ToolClient
{
    /// <summary>Connects over HTTP.</summary>
    public static Task<McpClient> ConnectAsync(AgentToolServer tools) => McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = tools.Address,
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {tools.Token}" },
        }),
        cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Starts the bridge and connects over stdio.</summary>
    public static Task<McpClient> BridgeAsync(AgentToolServer tools) => McpClient.CreateAsync(
        new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = tools.Bridge.Program,
            Arguments = [.. tools.Bridge.Arguments],
            EnvironmentVariables = new Dictionary<string, string?> { [AgentToolServer.AddressVariable] = tools.Address.ToString(), [AgentToolServer.TokenVariable] = tools.Token },
        }),
        cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Calls a tool and gives what it says.</summary>
    public static async Task<(string Text, bool IsError)> SayAsync(this McpClient client, string tool, params IEnumerable<(string Name, object? Value)> arguments)
    {
        var result = await client.CallToolAsync(tool, arguments.ToDictionary(static argument => argument.Name, static argument => argument.Value), cancellationToken: TestContext.Current.CancellationToken);
        return (Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text, result.IsError == true);
    }
}
