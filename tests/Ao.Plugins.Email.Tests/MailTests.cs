using Ao.Notifiers;
using Ao.TestSupport;
using MimeKit;

namespace Ao.Plugins.Email.Tests;

/// <summary>What mails look like, read at a mail server.</summary>
public sealed class MailTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NotifyAsync_Notification_ArrivesAsTextAndAsHtml()
    {
        await using var mailbox = new Mailbox();
        await using var harness = await StartAsync(mailbox);

        await harness.Get<INotifier>("email").NotifyAsync(Notification(1, "Checks failed <b>", "line 1\n<img src=\"http://tracker.example/x\">"), Token);

        var mail = await mailbox.NextAsync();
        Assert.Equal("[Ao shop-12] Checks failed <b>", mail.Subject);
        Assert.Equal(["ao@example.com"], mail.From.Mailboxes.Select(static mailbox => mailbox.Address));
        Assert.Equal(["ada@example.com", "bob@example.com"], mail.To.Mailboxes.Select(static mailbox => mailbox.Address));
        Assert.Contains("line 1\n<img src=\"http://tracker.example/x\">", mail.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("<img", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("&lt;img", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal("host/notify/1/email", mail.Headers["X-Ao-Operation"]);
    }

    [Theory]
    [InlineData(NotificationPriority.Urgent, MessageImportance.High, MessagePriority.Urgent, XMessagePriority.Highest)]
    [InlineData(NotificationPriority.Action, MessageImportance.High, MessagePriority.Normal, XMessagePriority.High)]
    [InlineData(NotificationPriority.Warning, MessageImportance.Normal, MessagePriority.Normal, XMessagePriority.Normal)]
    [InlineData(NotificationPriority.Info, MessageImportance.Low, MessagePriority.NonUrgent, XMessagePriority.Low)]
    public async Task NotifyAsync_Priority_IsInTheHeaders(NotificationPriority priority, MessageImportance importance, MessagePriority urgency, XMessagePriority number)
    {
        await using var mailbox = new Mailbox();
        await using var harness = await StartAsync(mailbox);

        await harness.Get<INotifier>("email").NotifyAsync(Notification(1) with { Priority = priority }, Token);

        var mail = await mailbox.NextAsync();
        Assert.Equal((importance, urgency, number), (mail.Importance, mail.Priority, mail.XPriority));
    }

    [Fact]
    public async Task NotifyAsync_SameKeyFromTwoHosts_IsTheSameMail()
    {
        await using var mailbox = new Mailbox();
        await using var first = await StartAsync(mailbox);
        await using var second = await StartAsync(mailbox);

        await first.Get<INotifier>("email").NotifyAsync(Notification(1), Token);
        await first.Get<INotifier>("email").NotifyAsync(Notification(1), Token);
        await second.Get<INotifier>("email").NotifyAsync(Notification(1), Token);
        await second.Get<INotifier>("email").NotifyAsync(Notification(2), Token);

        var ids = new[] { await mailbox.NextAsync(), await mailbox.NextAsync(), await mailbox.NextAsync() }.Select(static mail => mail.MessageId).ToList();
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
        Assert.EndsWith("@example.com", ids[0], StringComparison.Ordinal);
        Assert.Equal(3, mailbox.Count);
    }

    [Fact]
    public async Task NotifyAsync_OneSession_IsOneConversation()
    {
        await using var mailbox = new Mailbox();
        await using var harness = await StartAsync(mailbox);
        var notifier = harness.Get<INotifier>("email");

        await notifier.NotifyAsync(Notification(1), Token);
        await notifier.NotifyAsync(Notification(2), Token);
        await notifier.NotifyAsync(Notification(3) with { Session = SessionId.Parse("shop-13") }, Token);
        await notifier.NotifyAsync(Notification(4) with { Session = null }, Token);

        var (one, two, other, none) = (await mailbox.NextAsync(), await mailbox.NextAsync(), await mailbox.NextAsync(), await mailbox.NextAsync());
        Assert.Equal(one.References.Single(), two.References.Single());
        Assert.Equal(one.InReplyTo, two.References.Single());
        Assert.NotEqual(one.References.Single(), other.References.Single());
        Assert.Empty(none.References);
    }

    [Fact]
    public async Task AskAsync_TwiceThenClose_IsOneQuestionAndItsEnd()
    {
        await using var mailbox = new Mailbox();
        await using var harness = await StartAsync(mailbox);
        var channel = (IConsentChannel)harness.Get<INotifier>("email");
        var question = new ConsentQuestion
        {
            ConsentId = "3f9c-1",
            Title = "Open a pull request for shop-12",
            Parameters = new Dictionary<string, string> { ["headRevision"] = "abc\u202e123", ["title"] = "Fix\nBcc: eve@example.com" },
            ExpiresAt = DateTimeOffset.UnixEpoch,
            Session = SessionId.Parse("shop-12"),
        };

        await channel.AskAsync(question, Token);
        await channel.AskAsync(question, Token);
        await ((IConsentClosing)channel).CloseAsync(new ConsentClosure { ConsentId = "3f9c-1", Ending = ConsentEnding.Denied, Operator = "ada", Reason = "not now" }, Token);

        var (asked, closed) = (await mailbox.NextAsync(), await mailbox.NextAsync());
        Assert.Contains("headRevision: abc\\u202e123", asked.TextBody, StringComparison.Ordinal);
        Assert.Contains("answer where you work with Ao", asked.TextBody, StringComparison.Ordinal);
        Assert.Contains("Denied by ada: not now", closed.TextBody, StringComparison.Ordinal);
        Assert.Equal(asked.MessageId, closed.InReplyTo);
        Assert.Equal(2, mailbox.Count);
    }

    [Fact]
    public async Task NotifyAsync_HostileTexts_AddNoHeaderAndReachNobodyElse()
    {
        await using var mailbox = new Mailbox();
        await using var harness = await StartAsync(mailbox);
        var notifier = harness.Get<INotifier>("email");
        string[] texts =
        [
            "x\r\nBcc: eve@example.com\r\n\r\nbody", "x\nTo: eve@example.com", "=?utf-8?B?QmNjOiBldmVAZXhhbXBsZS5jb20=?=", "\r\n.\r\nMAIL FROM:<eve@example.com>", "</pre><script>alert(1)</script>", new('a', 300_000),
            .. HostileStrings.All.Take(60),
        ];

        foreach (var (number, text) in texts.Index())
        {
            await notifier.NotifyAsync(Notification(number + 10, text, text), Token);
            var mail = await mailbox.NextAsync();
            Assert.Equal(2, mail.To.Count);
            Assert.Empty(mail.Bcc);
            Assert.Empty(mail.Cc);
            Assert.DoesNotContain("\n", mail.Subject, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", mail.HtmlBody, StringComparison.Ordinal);
            Assert.Equal(Printable.Clean(mail.TextBody!.ReplaceLineEndings("\n")), mail.TextBody!.ReplaceLineEndings("\n"));
        }

        Assert.Equal(texts.Length, mailbox.Count);
    }

    private static Task<PluginHarness> StartAsync(Mailbox mailbox) => PluginHarness.StartAsync<EmailPlugin>(new Dictionary<string, string?>
    {
        ["Host"] = "127.0.0.1",
        ["Port"] = mailbox.Port.ToString(),
        ["Security"] = "None",
        ["From"] = "Ao <ao@example.com>",
        ["To:0"] = "Ada <ada@example.com>",
        ["To:1"] = "bob@example.com",
    });

    private static Notification Notification(int number, string title = "Checks failed", string body = "") => new()
    {
        Key = new OperationKey($"host/notify/{number}/email"),
        Priority = NotificationPriority.Action,
        Title = title,
        Body = body,
        At = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero),
        Session = SessionId.Parse("shop-12"),
    };
}
