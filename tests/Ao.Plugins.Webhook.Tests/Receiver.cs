using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Ao.Plugins.Webhook.Tests;

/// <summary>An HTTP receiver on a loopback port that answers as the test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _ending = new();
    private readonly Func<int, CancellationToken, Task<string>> _answer;
    private readonly Channel<ReceivedRequest> _received = Channel.CreateUnbounded<ReceivedRequest>();
    private readonly Task _accepting;
    private int _count;

    public Receiver(Func<int, string> answer, int port = 0)
        : this((number, _) => Task.FromResult(answer(number)), port)
    {
    }

    public Receiver(Func<int, CancellationToken, Task<string>> answer, int port = 0)
    {
        _answer = answer;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => $"http://127.0.0.1:{Port}/hook";

    public int Count => Volatile.Read(ref _count);

    public static string Answer(int status, string headers = "") => $"HTTP/1.1 {status} X\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n";

    public ValueTask<ReceivedRequest> NextAsync() => _received.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _accepting;
        _listener.Stop();
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (await ReadAsync(stream) is { } request)
                {
                    var number = Interlocked.Increment(ref _count);
                    await _received.Writer.WriteAsync(request, _ending.Token);
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(await _answer(number, _ending.Token)), _ending.Token);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The sender has given up, or the test is over.
            }
        }
    }

    private async Task<ReceivedRequest?> ReadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[4096];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, _ending.Token);
            if (read == 0)
            {
                return null;
            }

            bytes.AddRange(buffer.AsSpan(0, read));
            var text = Encoding.Latin1.GetString([.. bytes]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
            {
                continue;
            }

            var headers = text[..end].Split("\r\n").Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
            if (bytes.Count >= end + 4 + int.Parse(headers["Content-Length"]))
            {
                return new ReceivedRequest(text[..text.IndexOf("\r\n", StringComparison.Ordinal)], headers, [.. bytes.Skip(end + 4)]);
            }
        }
    }
}
