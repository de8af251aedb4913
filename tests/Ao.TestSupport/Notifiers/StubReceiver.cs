using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ao.TestSupport.Notifiers;

/// <summary>An HTTP receiver on a loopback port that behaves as told, down to the connection.</summary>
public sealed class StubReceiver : IAsyncDisposable
{
    /// <summary>How long it asks to wait when it does.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(7);

    private const int MaxRequest = 8 * 1024 * 1024;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _sync = new();
    private readonly Task _accepting;
    private ImmutableList<StubRequest> _taken = [];
    private ImmutableList<StubRequest> _seen = [];
    private volatile ChannelMood _mood;

    /// <summary>Starts the receiver.</summary>
    public StubReceiver()
    {
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    /// <summary>Gets where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Gets what it took, in order.</summary>
    public IReadOnlyList<StubRequest> Taken => _taken;

    /// <summary>Gets all that came, in every mood.</summary>
    public IReadOnlyList<StubRequest> Seen => _seen;

    /// <summary>Gets or sets what it answers to what it takes.</summary>
    public Func<StubRequest, StubAnswer> Answer { get; set; } = static _ => new StubAnswer(200, "ok");

    /// <summary>Gets or sets what it answers to what it refuses.</summary>
    public Func<StubRequest, StubAnswer> Refusal { get; set; } = static _ => new StubAnswer(403, "forbidden");

    /// <summary>Gets or sets what it answers to who is to wait.</summary>
    public Func<StubRequest, StubAnswer> WaitAnswer { get; set; } = static _ => new StubAnswer(429, "", $"Retry-After: {(int)Wait.TotalSeconds}");

    /// <summary>Sets how it behaves from now on.</summary>
    public void Behave(ChannelMood mood) => _mood = mood;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _accepting;
        _listener.Stop();
        _ending.Dispose();
    }

    private static byte[] BytesOf(StubAnswer answer, int? claimed = null)
    {
        var body = Encoding.UTF8.GetBytes(answer.Body);
        var head = new StringBuilder($"HTTP/1.1 {answer.Status} X\r\nContent-Type: {(answer.Body.StartsWith('{') ? "application/json" : "text/plain")}\r\nContent-Length: {claimed ?? body.Length}\r\nConnection: close\r\n");
        foreach (var header in answer.Headers)
        {
            head.Append(header).Append("\r\n");
        }

        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body];
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
                if (_mood == ChannelMood.Unreachable)
                {
                    client.Client.Close(0);
                    return;
                }

                var stream = client.GetStream();
                if (await ReadAsync(stream) is not { } request)
                {
                    return;
                }

                switch (Note(request))
                {
                    case ChannelMood.NeverAnswers:
                        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _ending.Token);
                        break;
                    case ChannelMood.BreaksOff:
                        client.Client.Close(0);
                        break;
                    case ChannelMood.AnswersCutShort:
                        var whole = Answer(request);
                        await stream.WriteAsync(BytesOf(whole with { Body = whole.Body.Length > 1 ? whole.Body[..(whole.Body.Length / 2)] : "" }, Encoding.UTF8.GetByteCount(whole.Body) + 10), _ending.Token);
                        break;
                    case var mood:
                        await stream.WriteAsync(BytesOf(AnswerOf(mood, request)), _ending.Token);
                        break;
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The sender has given up, or the test is over.
            }
        }
    }

    private StubAnswer AnswerOf(ChannelMood mood, StubRequest request) => mood switch
    {
        ChannelMood.Refuses => Refusal(request),
        ChannelMood.AsksToWait => WaitAnswer(request),
        ChannelMood.FailsInside => new StubAnswer(500, "failed inside"),
        ChannelMood.SendsElsewhere => new StubAnswer(307, "", $"Location: {new Uri(Address, "elsewhere")}"),
        _ => Answer(request),
    };

    /// <summary>Notes a request in the order in which requests were read whole.</summary>
    private ChannelMood Note(StubRequest request)
    {
        lock (_sync)
        {
            var mood = _mood;
            _seen = _seen.Add(request);
            if (mood == ChannelMood.Takes)
            {
                _taken = _taken.Add(request);
            }

            return mood;
        }
    }

    private async Task<StubRequest?> ReadAsync(NetworkStream stream)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (bytes.Length < MaxRequest)
        {
            var read = await stream.ReadAsync(buffer, _ending.Token);
            if (read == 0)
            {
                return null;
            }

            bytes.Write(buffer, 0, read);
            var all = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
            var end = all.IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                continue;
            }

            var lines = Encoding.Latin1.GetString(all[..end]).Split("\r\n");
            var headers = lines.Skip(1).Select(static line => line.Split(':', 2)).ToDictionary(static part => part[0], static part => part[1].Trim(), StringComparer.OrdinalIgnoreCase);
            var length = headers.TryGetValue("Content-Length", out var text) ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0;
            if (all.Length >= end + 4 + length)
            {
                var first = lines[0].Split(' ');
                return new StubRequest(first[0], first[1], headers, all.Slice(end + 4, length).ToArray());
            }
        }

        throw new InvalidOperationException("The request is larger than a stub receiver reads.");
    }
}
