using System.Net;
using System.Net.Sockets;
using System.Text;
using Ao.Plugins;

namespace Ao.TestSupport.Forges;

/// <summary>An address on this machine that webhooks are sent to, and what takes them there, as a host does.</summary>
public sealed class HookListener : IAsyncDisposable
{
    private const int MaxAttempts = 5;
    private readonly HttpListener _listener = new();
    private readonly Func<WebhookRequest, ValueTask<WebhookReply>> _take;
    private readonly Task _serving;

    /// <summary>Begins to listen, on a free port.</summary>
    /// <param name="take">Takes a request.</param>
    public HookListener(Func<WebhookRequest, ValueTask<WebhookReply>> take)
    {
        _take = take;
        Address = Listen();
        _serving = ServeAsync();
    }

    /// <summary>Gets the address.</summary>
    public Uri Address { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Closed at once, and not stopped first: closing what was stopped would bind the port anew, which may be another's by then.
        _listener.Close();
        await _serving;
    }

    private Uri Listen()
    {
        for (var attempt = 1; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/hook/";
            probe.Stop();
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add(address);
            try
            {
                _listener.Start();
                return new Uri(address);
            }
            catch (HttpListenerException) when (attempt < MaxAttempts)
            {
                // Somebody else was quicker with the port.
            }
        }
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            var headers = context.Request.Headers.AllKeys.OfType<string>().ToDictionary(static name => name, name => context.Request.Headers[name]!, StringComparer.OrdinalIgnoreCase);
            var reply = await _take(new WebhookRequest { Headers = headers, Body = body.ToArray() });
            context.Response.StatusCode = reply.Status;
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(reply.Body));
            context.Response.Close();
        }
    }
}
