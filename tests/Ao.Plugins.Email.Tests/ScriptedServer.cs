using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ao.Plugins.Email.Tests;

/// <summary>A mail server that answers each command as a test says, or breaks off.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    /// <summary>The answer that ends the connection instead.</summary>
    public const string BreakOff = "";

    /// <summary>The answer that never comes.</summary>
    public const string Silence = "silence";

    /// <summary>The answer that ends in its middle, with the connection.</summary>
    public const string CutShort = "25";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Func<string, string?> _answer;
    private readonly Task _serving;
    private ImmutableList<string> _mails = [];

    /// <summary>Starts one.</summary>
    /// <param name="answer">Gives the answer to a command (its first word; "." is the end of a mail and "hello" the connection), or <see langword="null"/> for the usual one.</param>
    public ScriptedServer(Func<string, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Gets the mails that it took, as they came.</summary>
    public IReadOnlyList<string> Mails => _mails;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _serving;
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
                await ConverseAsync(client.GetStream());
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The sender has given up, or the test is over.
            }
        }
    }

    private async Task ConverseAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var (command, mail) = ("hello", "");
        while (true)
        {
            var answer = _answer(command) ?? Usual(command);
            if (answer == BreakOff)
            {
                return;
            }

            if (answer == Silence)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _ending.Token);
            }

            if (command == "." && answer.StartsWith("250", StringComparison.Ordinal))
            {
                ImmutableInterlocked.Update(ref _mails, static (mails, one) => mails.Add(one), mail);
            }

            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer == CutShort ? answer : answer + "\r\n"), _ending.Token);
            if (answer == CutShort || command == "QUIT")
            {
                return;
            }

            if (answer.StartsWith("354", StringComparison.Ordinal))
            {
                (command, mail) = (".", await ReadMailAsync(reader));
            }
            else if (await reader.ReadLineAsync(_ending.Token) is { } line)
            {
                command = line.Split(' ')[0];
            }
            else
            {
                return;
            }
        }
    }

    private static string Usual(string command) => command switch
    {
        "hello" => "220 localhost ready",
        "EHLO" => "250 localhost",
        "DATA" => "354 go on",
        "QUIT" => "221 goodbye",
        _ => "250 fine",
    };

    private async Task<string> ReadMailAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_ending.Token) is { } line && line != ".")
        {
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return mail.ToString();
    }
}
