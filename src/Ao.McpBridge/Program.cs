using Ao.McpBridge;

try
{
    using var host = HostConnection.Open(BridgeSettings.Read(Environment.GetEnvironmentVariable));
    await host.CheckAsync(CancellationToken.None).ConfigureAwait(false);
    await Bridge.RunAsync(host, CancellationToken.None).ConfigureAwait(false);
    return 0;
}
catch (BridgeException exception)
{
    await Console.Error.WriteLineAsync($"ao-tools: {exception.Message}").ConfigureAwait(false);
    return 1;
}
