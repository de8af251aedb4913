using Ao.Notifiers;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Email.Tests;

/// <summary>What becomes of a mail when the server cannot, will not or stops.</summary>
public sealed class DeliveryTests
{
    private const string Unknown = "unknown";
    private const string Later = "later";
    private const string Refused = "refused";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("hello", "421 too busy", Later)]
    [InlineData("hello", "554 not you", Refused)]
    [InlineData("hello", ScriptedServer.BreakOff, Later)]
    [InlineData("hello", ScriptedServer.Silence, Later)]
    [InlineData("MAIL", "451 try later", Later)]
    [InlineData("MAIL", "550 this sender is unknown", Refused)]
    [InlineData("RCPT", "450 greylisted", Later)]
    [InlineData("RCPT", "550 nobody of that name", Refused)]
    [InlineData("RCPT", ScriptedServer.BreakOff, Later)]
    [InlineData("DATA", "451 try later", Later)]
    [InlineData("DATA", ScriptedServer.BreakOff, Unknown)]
    [InlineData(".", "452 no room", Later)]
    [InlineData(".", "554 looks like spam", Refused)]
    [InlineData(".", ScriptedServer.BreakOff, Unknown)]
    [InlineData(".", ScriptedServer.Silence, Unknown)]
    public async Task NotifyAsync_ServerFails_SaysWhatIsKnown(string command, string answer, string outcome)
    {
        await using var server = new ScriptedServer(said => said == command ? answer : null);
        await using var harness = await StartAsync(server.Port, ("Timeout", answer == ScriptedServer.Silence ? "00:00:01" : "00:00:30"));

        var error = await Assert.ThrowsAnyAsync<AoException>(async () => await harness.Get<INotifier>("email").NotifyAsync(Notification(1), Token));

        Assert.Equal(outcome, error switch { TransientException => Later, OutcomeUnknownException => Unknown, _ => Refused });
        if (char.IsAsciiDigit(answer.FirstOrDefault()))
        {
            Assert.Contains(answer[..3], error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task NotifyAsync_AfterOneFailed_IsSentOnce()
    {
        var fails = 1;
        await using var server = new ScriptedServer(said => said == "MAIL" && Interlocked.Decrement(ref fails) >= 0 ? "451 try later" : null);
        await using var harness = await StartAsync(server.Port);
        var notifier = harness.Get<INotifier>("email");

        await Assert.ThrowsAsync<TransientException>(async () => await notifier.NotifyAsync(Notification(1), Token));
        await notifier.NotifyAsync(Notification(1), Token);

        Assert.Contains("host/notify/1", await File.ReadAllTextAsync(Path.Combine(harness.DataFolder, "sent.keys"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NotifyAsync_GoodbyeUnanswered_IsSentAllTheSame()
    {
        await using var server = new ScriptedServer(static said => said == "QUIT" ? ScriptedServer.BreakOff : null);
        await using var harness = await StartAsync(server.Port);

        await harness.Get<INotifier>("email").NotifyAsync(Notification(1), Token);

        Assert.True(File.Exists(Path.Combine(harness.DataFolder, "sent.keys")));
    }

    [Fact]
    public async Task NotifyAsync_NobodyThere_IsTriedLater()
    {
        await using var harness = await StartAsync(1);

        await Assert.ThrowsAsync<TransientException>(async () => await harness.Get<INotifier>("email").NotifyAsync(Notification(1), Token));
    }

    [Fact]
    public async Task NotifyAsync_Cancelled_IsCancelled()
    {
        await using var server = new ScriptedServer(static said => said == "hello" ? ScriptedServer.Silence : null);
        await using var harness = await StartAsync(server.Port);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sending = harness.Get<INotifier>("email").NotifyAsync(Notification(1), cancel.Token).AsTask();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Theory]
    [InlineData("StartTls")]
    [InlineData("Tls")]
    public async Task NotifyAsync_OwnAuthorityAndLogin_ArrivesInPrivate(string security)
    {
        using var certificate = new TestCertificate();
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.Combine("authority.pem"), certificate.AuthorityPem, Token);
        await using var mailbox = new Mailbox(certificate.Server, security == "Tls", wantsLogin: true);
        await using var harness = await StartAsync(mailbox.Port, [("Host", "localhost"), ("Security", security), ("CertificateAuthorityFile", folder.Combine("authority.pem")), .. Login(Mailbox.Password)]);

        await harness.Get<INotifier>("email").NotifyAsync(Notification(1), Token);

        Assert.Equal("[Ao] Notification 1", (await mailbox.NextAsync()).Subject);
        var finding = Assert.Single(await ((ISelfCheck)harness.Get<INotifier>("email")).InspectSelfAsync(Token));
        Assert.Equal(SelfCheckLevel.Pass, finding.Level);
        Assert.Equal(1, mailbox.Count);
    }

    [Theory]
    [InlineData(true, "localhost")]
    [InlineData(false, "another.example")]
    public async Task NotifyAsync_CertificateNotGood_SaysSo(bool isUnknownAuthority, string name)
    {
        using var certificate = new TestCertificate(name);
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.Combine("authority.pem"), certificate.AuthorityPem, Token);
        await using var mailbox = new Mailbox(certificate.Server, isSecure: true);
        await using var harness = await StartAsync(mailbox.Port, ("Host", "localhost"), ("Security", "Tls"), ("CertificateAuthorityFile", isUnknownAuthority ? "" : folder.Combine("authority.pem")));

        var error = await Assert.ThrowsAsync<AoException>(async () => await harness.Get<INotifier>("email").NotifyAsync(Notification(1), Token));

        Assert.Contains("certificate", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, mailbox.Count);
    }

    [Fact]
    public async Task NotifyAsync_ServerWithoutEncryption_GetsNothing()
    {
        await using var mailbox = new Mailbox();
        await using var harness = await StartAsync(mailbox.Port, ("Security", "StartTls"));

        var error = await Assert.ThrowsAsync<AoException>(async () => await harness.Get<INotifier>("email").NotifyAsync(Notification(1), Token));

        Assert.Contains("Check Security", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, mailbox.Count);
    }

    [Fact]
    public async Task NotifyAsync_WrongPassword_SaysSoAndNeverWhich()
    {
        var log = new FakeLogCollector(Options.Create(new FakeLogCollectorOptions()));
        await using var mailbox = new Mailbox(wantsLogin: true);
        await using var harness = await StartAsync(mailbox.Port, [.. Login("canary-wrong")], services => services.AddSingleton<ILoggerFactory>(new LoggerFactory([new FakeLoggerProvider(log)])));

        var error = await Assert.ThrowsAsync<AoException>(async () => await harness.Get<INotifier>("email").NotifyAsync(Notification(1), Token));

        Assert.Contains("refuses the login of 'ada'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", harness.Services.GetRequiredService<IOptions<EmailOptions>>().Value.ToString(), StringComparison.Ordinal);
        Assert.All(log.GetSnapshot(), record => Assert.DoesNotContain("canary", record + record.Exception?.ToString(), StringComparison.Ordinal));
        var finding = Assert.Single(await ((ISelfCheck)harness.Get<INotifier>("email")).InspectSelfAsync(Token));
        Assert.Equal(SelfCheckLevel.Fail, finding.Level);
    }

    [Theory]
    [InlineData("Host", "https://mail.example.com:25", "no name or address")]
    [InlineData("Host", "mail.example.com", "AllowPlain")]
    [InlineData("UserName", "ada", "belong together")]
    [InlineData("From", "nobody", "'nobody' is no mail address")]
    [InlineData("From", "a@example.com\r\nBcc: eve@example.com", "is no mail address")]
    [InlineData("To:0", "<>", "'<>' is no mail address")]
    [InlineData("CertificateAuthorityFile", "/nowhere/x.pem", "is not there")]
    [InlineData("Port", "70000", "Port")]
    public async Task StartAsync_WrongOption_SaysWhichAndWhy(string key, string value, string reason)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var harness = await StartAsync(25, (key, value));
        });

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail://mail.example.com")]
    [InlineData("mail.example.com:25")]
    public async Task StartAsync_HostIsNone_SaysThatAlone(string host)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var harness = await StartAsync(25, ("Host", host));
        });

        Assert.Contains("no name or address", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another machine", error.Message, StringComparison.Ordinal);
    }

    private static (string Key, string Value)[] Login(string password) => [("UserName", Mailbox.User), ("Password", password)];

    private static Task<PluginHarness> StartAsync(int port, params (string Key, string Value)[] more) => StartAsync(port, more, null);

    private static Task<PluginHarness> StartAsync(int port, (string Key, string Value)[] more, Action<IServiceCollection>? configure)
    {
        var options = new Dictionary<string, string?> { ["Host"] = "127.0.0.1", ["Port"] = port.ToString(), ["Security"] = "None", ["From"] = "ao@example.com", ["To:0"] = "ada@example.com" };
        foreach (var (key, value) in more)
        {
            options[key] = value;
        }

        return PluginHarness.StartAsync<EmailPlugin>(options, configure);
    }

    private static Notification Notification(int number) => new()
    {
        Key = new OperationKey($"host/notify/{number}"),
        Priority = NotificationPriority.Warning,
        Title = $"Notification {number}",
        At = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero),
    };
}
