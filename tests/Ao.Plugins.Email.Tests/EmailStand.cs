using System.Text;
using Ao.Notifiers;
using Ao.TestSupport;
using Ao.TestSupport.Notifiers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Ao.Plugins.Email.Tests;

/// <summary>The notifier over a mail server that behaves as told.</summary>
internal sealed class EmailStand : NotifierStand
{
    private readonly TempFolder _data = new();
    private readonly LogLines _log = new();
    private readonly LoggerFactory _loggers;
    private readonly ScriptedServer _server;
    private volatile ChannelMood _mood;
    private PluginHarness? _harness;

    public EmailStand()
    {
        _loggers = new LoggerFactory([_log]);
        _server = new ScriptedServer(said => AnswerIn(_mood, said));
    }

    public override INotifier Notifier => _harness!.Get<INotifier>("email");

    public override IReadOnlyList<ChannelArrival> Arrived => [.. _server.Mails.Select(Read)];

    public override IReadOnlyList<string> Secrets { get; } = ["canary-password", Convert.ToBase64String("\0ada\0canary-password"u8)];

    public override IReadOnlyList<string> Log => _log.All;

    public override void Behave(ChannelMood mood) => _mood = mood;

    public override async Task RestartAsync()
    {
        if (_harness is not null)
        {
            await _harness.DisposeAsync();
        }

        var options = new Dictionary<string, string?>
        {
            ["Host"] = "127.0.0.1",
            ["Port"] = _server.Port.ToString(),
            ["Security"] = "None",
            ["UserName"] = "ada",
            ["Password"] = "canary-password",
            ["From"] = "ao@example.com",
            ["To:0"] = "ada@example.com",
            ["Timeout"] = "00:00:03",
        };
        _harness = await PluginHarness.StartAsync<EmailPlugin>(options, services =>
        {
            services.AddSingleton<ILoggerFactory>(_loggers);
            services.AddSingleton(new PluginEnvironment { Id = "email", Version = "0.0.0", Folder = AppContext.BaseDirectory, DataFolder = _data.Path });
        });
    }

    protected override async ValueTask DisposeCoreAsync()
    {
        if (_harness is not null)
        {
            await _harness.DisposeAsync();
        }

        await _server.DisposeAsync();
        _loggers.Dispose();
        _log.Dispose();
        _data.Dispose();
    }

    private static string? AnswerIn(ChannelMood mood, string said) => (mood, said) switch
    {
        (ChannelMood.NeverAnswers, ".") => ScriptedServer.Silence,
        (ChannelMood.Refuses, "MAIL") => "550 this sender may not",
        (ChannelMood.FailsInside, ".") => "451 failed inside",
        (ChannelMood.BreaksOff, ".") => ScriptedServer.BreakOff,
        (ChannelMood.AnswersCutShort, ".") => ScriptedServer.CutShort,
        (ChannelMood.Unreachable, "hello") => ScriptedServer.BreakOff,
        (_, "EHLO") => "250-localhost\r\n250 AUTH PLAIN",
        (_, "AUTH") => "235 welcome",
        _ => null,
    };

    private static ChannelArrival Read(string raw)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(raw));
        var mail = MimeMessage.Load(stream, TestContext.Current.CancellationToken);
        return new ChannelArrival($"{mail.Subject}\n{mail.TextBody!.ReplaceLineEndings("\n")}\n{mail.HtmlBody}", raw, mail.MessageId);
    }
}
