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

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Func<string, string?> _answer;
    private readonly Task _serving;

    /// <summary>Starts one.</summary>
    /// <param name="answer">Gives the answer to a command (its first word; "." is the end of a mail and "hello" the connection), or <see langword="null"/> for the usual one.</param>
    public ScriptedServer(Func<string, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_ending.Token);
            try
            {
                await ServeAsync(client);
            }
            catch (IOException)
            {
                // The sender has given up.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
        var command = "hello";
        while (true)
        {
            var answer = _answer(command) ?? command switch
            {
                "hello" => "220 localhost ready",
                "EHLO" => "250 localhost",
                "DATA" => "354 go on",
                "QUIT" => "221 goodbye",
                _ => "250 fine",
            };
            if (answer == BreakOff)
            {
                return;
            }

            if (answer == Silence)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _ending.Token);
            }

            await writer.WriteLineAsync(answer);
            if (command == "QUIT")
            {
                return;
            }

            if (answer.StartsWith("354", StringComparison.Ordinal))
            {
                while (await reader.ReadLineAsync(_ending.Token) is { } line && line != ".")
                {
                }

                command = ".";
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
}
