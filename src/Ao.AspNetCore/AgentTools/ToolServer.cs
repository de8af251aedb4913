using System.Net;
using Ao.AgentTools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ao.AspNetCore.AgentTools;

/// <summary>Serves the tools of one orchestrator on the loopback interface, in a server of its own: for hosts that are no web servers.</summary>
internal sealed partial class ToolServer(ILoggerFactory loggers) : IAgentToolEndpoint, IAsyncDisposable
{
    private const string Path = "/tools";

    private readonly ILogger _logger = loggers.CreateLogger<ToolServer>();
    private WebApplication? _server;

    public async ValueTask StartAsync(IAgentTools tools, string folder, CancellationToken cancellationToken = default)
    {
        try
        {
            var kept = new KeptPort(folder);
            var port = await kept.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (port is { } known && !await TryServeAsync(tools, known, cancellationToken).ConfigureAwait(false))
            {
                LogPortTaken(known);
            }

            if (_server is null)
            {
                await TryServeAsync(tools, port: 0, cancellationToken).ConfigureAwait(false);
            }

            var address = ServerAddress.Find(_server!.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses, Path)!;
            if (address.Port != port)
            {
                await kept.WriteAsync(address.Port, cancellationToken).ConfigureAwait(false);
            }

            tools.Offer(address, BridgeProgram.Command);
            LogServing(address);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AoException($"The agents' tools cannot be served: {Printable.Clean(exception.Message)}", exception);
        }
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken = default)
    {
        if (_server is not null)
        {
            await _server.StopAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Begins to listen at a port, or at one that is free.</summary>
    /// <returns><see langword="false"/> where the port is taken.</returns>
    private async Task<bool> TryServeAsync(IAgentTools tools, int port, CancellationToken cancellationToken)
    {
        // Empty: what configures the host's own server, variables included, is not meant for this one.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // What is taken is the gate's to say; beyond this the connection is cut.
            kestrel.Limits.MaxRequestBodySize = ToolGate.MaxDrained;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRouting();
        builder.Services.AddSingleton(loggers);
        builder.Services.AddToolProtocol(tools);
        var server = builder.Build();
        server.MapTools(Path, tools);
        try
        {
            await server.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (port != 0 && exception.InnerException is AddressInUseException)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            return false;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        _server = server;
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "The port {Port}, which the agents' tools were served at before, is taken. Another one is used; agents that still run from before do not find it until they are launched again.")]
    private partial void LogPortTaken(int port);

    [LoggerMessage(LogLevel.Information, "The agents' tools are served at {Address}.")]
    private partial void LogServing(Uri address);
}
