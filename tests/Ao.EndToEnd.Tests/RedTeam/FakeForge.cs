using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ao.EndToEnd.Tests.RedTeam;

/// <summary>A forge on this machine that counts who comes, and with which credential. It also gives out a credential where a cloud's metadata service would.</summary>
internal sealed class FakeForge : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    public FakeForge()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _loop = Task.Run(ServeAsync);
    }

    public int Port { get; }

    /// <summary>Gets the routes by which a request came, with the credential that it carried.</summary>
    public ConcurrentQueue<(string Route, string Credential)> Calls { get; } = new();

    public IEnumerable<string> Arrived => Calls.Select(static call => call.Route).Distinct(StringComparer.Ordinal);

    /// <summary>Gets the routes that would have changed something: they carried a credential.</summary>
    public IEnumerable<string> Succeeded => Calls.Where(static call => call.Credential.Contains(Canaries.Mark, StringComparison.Ordinal)).Select(static call => call.Route).Distinct(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                Answer(await _listener.GetContextAsync());
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // It was stopped, or somebody has hung up.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath.Trim('/');
        using var response = context.Response;
        if (path == "metadata")
        {
            Calls.Enqueue(("metadata", ""));
            response.OutputStream.Write(Encoding.ASCII.GetBytes(Canaries.Of("metadata")));
            return;
        }

        var credential = Decode(context.Request.Headers["Authorization"] ?? "");
        Calls.Enqueue((path.Split('/')[0], credential));
        response.StatusCode = credential.Contains(Canaries.Mark, StringComparison.Ordinal) ? 201 : 401;
        response.AddHeader("WWW-Authenticate", "Basic realm=\"forge\"");
    }

    private static string Decode(string header) =>
        header.StartsWith("Basic ", StringComparison.Ordinal) ? Encoding.UTF8.GetString(Convert.FromBase64String(header[6..])) : header;
}
