using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Ao.Commands;
using Ao.TestSupport;

namespace Ao.Plugins.OpenClaw.Tests;

/// <summary>An OpenClaw gateway of a test's own, as eng/install-openclaw.sh has put it outside the repository: on loopback, without a model and without channels but its own chat.</summary>
internal sealed class RealGateway : IAsyncDisposable
{
    public const string HookToken = "canary-hook-token-of-the-gateway";
    public const string AnswerSecret = "canary-answer-secret-of-the-gateway";
    private const string GatewayToken = "canary-token-of-the-gateway-itself";
    private const string LongVariable = "AO_LONG";
    private const string CacheVariable = "AO_OPENCLAW_CACHE";

    private readonly ICommandRunner _commands;
    private readonly string _cache;
    private readonly Dictionary<string, string?> _environment;
    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Printed _printed = new();
    private Task<CommandResult>? _running;

    private RealGateway(ICommandRunner commands, string cache, Uri answers)
    {
        _commands = commands;
        _cache = cache;
        _environment = new Dictionary<string, string?>
        {
            ["PATH"] = $"{Path.Combine(cache, "node_modules/node/bin")}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
            ["HOME"] = _folder.Combine("home"),
            ["OPENCLAW_STATE_DIR"] = _folder.Combine("state"),
            ["OPENCLAW_CONFIG_PATH"] = _folder.Combine("openclaw.json"),
            ["OPENCLAW_DISABLE_BONJOUR"] = "1",
            ["AO_ANSWERS_URL"] = answers.AbsoluteUri,
            ["AO_ANSWERS_SECRET"] = AnswerSecret,
        };
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <summary>Gets what it has printed.</summary>
    public string Output => _printed.Text;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts one, or skips the test where the long suite is not asked for.</summary>
    /// <param name="commands">What runs it.</param>
    /// <param name="answers">Where its hook sends answers.</param>
    public static async Task<RealGateway> StartAsync(ICommandRunner commands, Uri answers)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(LongVariable) == "1", $"The real gateway is for the long suite: set {LongVariable}=1.");
        var cache = Environment.GetEnvironmentVariable(CacheVariable) is { Length: > 0 } named ? named : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache/ao/openclaw");
        Assert.True(File.Exists(Path.Combine(cache, "node_modules/openclaw/openclaw.mjs")), $"OpenClaw is not installed at '{cache}'. Run eng/install-openclaw.sh.");
        var gateway = new RealGateway(commands, cache, answers);
        try
        {
            await gateway.StartAsync();
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes something in the gateway's own chat, as the operator would.</summary>
    public async Task WriteAsync(string text)
    {
        var parameters = JsonSerializer.Serialize(new Dictionary<string, string> { ["sessionKey"] = "main", ["message"] = text, ["idempotencyKey"] = Guid.NewGuid().ToString() });
        var result = await _commands.RunAsync(RequestFor("gateway", "call", "chat.send", "--params", parameters, "--token", GatewayToken, "--json"), Token);
        Assert.True(result.Succeeded, result.Error + result.Output);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _ending.Dispose();
        _folder.Dispose();
    }

    /// <summary>Ends it.</summary>
    public async Task StopAsync()
    {
        await _ending.CancelAsync();
        if (_running is not null)
        {
            await ((Task)_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task StartAsync()
    {
        var hook = Directory.CreateDirectory(_folder.Combine("state", "hooks", "ao-answers")).FullName;
        Directory.CreateDirectory(_folder.Combine("home"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "hook", "ao-answers")))
        {
            File.Copy(file, Path.Combine(hook, Path.GetFileName(file)));
        }

        await File.WriteAllTextAsync(_folder.Combine("openclaw.json"), $$$"""
            {
              "gateway": { "mode": "local", "bind": "loopback", "port": {{{Port}}}, "auth": { "mode": "token", "token": "{{{GatewayToken}}}" } },
              "hooks": {
                "enabled": true, "token": "{{{HookToken}}}", "path": "/hooks",
                "allowRequestSessionKey": true, "allowedSessionKeyPrefixes": ["hook:"],
                "internal": { "enabled": true, "entries": { "ao-answers": { "enabled": true } } }
              }
            }
            """, Token);
        _running = _commands.RunAsync(RequestFor("gateway", "run", "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "loopback") with { Observer = _printed, Timeout = TimeSpan.FromMinutes(10), EndsDescendants = true }, _ending.Token).AsTask();
        while (!Output.Contains("internal-hooks=loaded", StringComparison.Ordinal))
        {
            Assert.False(_running.IsCompleted, $"The gateway has ended: {Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Token);
        }
    }

    private CommandRequest RequestFor(params string[] arguments) => new()
    {
        Command = new CommandLine(Path.Combine(_cache, "node_modules/node/bin/node"), [Path.Combine(_cache, "node_modules/openclaw/openclaw.mjs"), .. arguments]),
        Environment = _environment,
    };

    /// <summary>Keeps what a program prints.</summary>
    private sealed class Printed : ICommandObserver
    {
        private readonly Lock _gate = new();
        private readonly StringBuilder _text = new();

        public string Text
        {
            get
            {
                lock (_gate)
                {
                    return _text.ToString();
                }
            }
        }

        public void Observe(ReadOnlySpan<byte> bytes, bool isError)
        {
            lock (_gate)
            {
                _text.Append(Encoding.UTF8.GetString(bytes));
            }
        }
    }
}
