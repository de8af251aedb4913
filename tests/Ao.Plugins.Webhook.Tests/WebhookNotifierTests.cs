using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ao.Notifiers;
using Ao.Plugins.Webhook;
using Ao.Scm;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Webhook.Tests;

public sealed class WebhookNotifierTests
{
    private const string Secret = "canary-secret-0123456789";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NotifyAsync_Target_GetsASignedRequest()
    {
        await using var receiver = new Receiver(_ => Receiver.Answer(200));
        await using var harness = await StartAsync(("ops", receiver.Url));

        await harness.Get<INotifier>("webhook").NotifyAsync(Notification(1) with { Title = "Wörk \u0000 😀", Session = new SessionId("shop", 3) }, Token);
        var request = await receiver.NextAsync();

        var signed = Encoding.ASCII.GetBytes(request.Headers["Ao-Webhook-Timestamp"] + ".").Concat(request.Body).ToArray();
        var expected = Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed));
        Assert.Equal($"v1={expected}", request.Headers["Ao-Webhook-Signature"], ignoreCase: true);
        Assert.Equal("POST /hook HTTP/1.1", request.Line);
        Assert.Equal("n/1", request.Key);
        Assert.Equal("Wörk \u0000 😀", request.Text("title"));
        Assert.Equal("shop-3", request.Text("session"));
        Assert.Equal("Action", request.Text("priority"));
        Assert.InRange(
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Headers["Ao-Webhook-Timestamp"], CultureInfo.InvariantCulture)),
            TimeProvider.System.GetUtcNow().AddMinutes(-1),
            TimeProvider.System.GetUtcNow().AddMinutes(1));
    }

    [Fact]
    public async Task AskAsync_Question_IsPostedWithWhatHelpsToDecideAndClosed()
    {
        await using var receiver = new Receiver(_ => Receiver.Answer(200));
        await using var harness = await StartAsync(("ops", receiver.Url));
        var question = new ConsentQuestion
        {
            ConsentId = "0123456789abcdef-1",
            Title = "Open a pull request",
            Parameters = new Dictionary<string, string> { ["pushTarget"] = "/fork", ["body"] = new string('x', 12_000), ["title"] = $"x{string.Concat(Enumerable.Repeat("😀", 6_000))}" },
            ExpiresAt = new DateTimeOffset(2026, 3, 1, 10, 15, 0, TimeSpan.Zero),
            Details = new ConsentDetails
            {
                Why = ["floor: OpenPullRequest always needs a person's consent"],
                Target = "/fork",
                Change = new ChangeSummary { Files = 1, Insertions = 2, Deletions = 3, Paths = ["a.txt"] },
                Cost = new CostSoFar { Tokens = 1200, Money = new Dictionary<string, decimal> { ["USD"] = 0.25m } },
            },
        };

        await ((IConsentChannel)harness.Get<INotifier>("webhook")).AskAsync(question, Token);
        await ((IConsentChannel)harness.Get<INotifier>("webhook")).AskAsync(question, Token);
        await ((IConsentClosing)harness.Get<INotifier>("webhook")).CloseAsync(new ConsentClosure { ConsentId = question.ConsentId, Ending = ConsentEnding.Denied, Operator = "ada", Reason = "no" }, Token);
        var (asked, closed) = (await receiver.NextAsync(), await receiver.NextAsync());

        using var body = JsonDocument.Parse(asked.Body);
        var posted = body.RootElement.GetProperty("question");
        var details = posted.GetProperty("details");
        Assert.Equal(("consent/0123456789abcdef-1", "consent/0123456789abcdef-1/closed", "Open a pull request"), (asked.Key, closed.Key, asked.Text("title")));
        Assert.Equal("/fork", posted.GetProperty("parameters").GetProperty("pushTarget").GetString());
        Assert.EndsWith("… (shortened, 12000 characters in all)", posted.GetProperty("parameters").GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Matches(@"^x(😀)+… \(shortened, 12001 characters in all\)$", posted.GetProperty("parameters").GetProperty("title").GetString());
        Assert.Equal((2, 0.25m), (details.GetProperty("change").GetProperty("insertions").GetInt32(), details.GetProperty("cost").GetProperty("money").GetProperty("USD").GetDecimal()));
        Assert.Contains("\"ending\":\"Denied\"", Encoding.UTF8.GetString(closed.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAnswersAsync_Ever_GivesNone()
    {
        await using var harness = await StartAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var answers = ((IConsentChannel)harness.Get<INotifier>("webhook")).ReadAnswersAsync(end.Token).GetAsyncEnumerator(end.Token);

        var next = answers.MoveNextAsync().AsTask();
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task NotifyAsync_ReceiverFailsForAWhile_IsToldInOrder(int status)
    {
        await using var receiver = new Receiver(number => Receiver.Answer(number <= 3 ? status : 204));
        await using var harness = await StartAsync(("ops", receiver.Url));
        var notifier = harness.Get<INotifier>("webhook");

        await notifier.NotifyAsync(Notification(1), Token);
        await notifier.NotifyAsync(Notification(2), Token);

        string[] keys = [.. await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => (await receiver.NextAsync()).Key))];
        Assert.Equal(["n/1", "n/1", "n/1", "n/1", "n/2"], keys);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(410)]
    [InlineData(302)]
    [InlineData(307)]
    public async Task NotifyAsync_ReceiverRefuses_BecomesADeadLetterAndTheNextIsSent(int status)
    {
        await using var elsewhere = new Receiver(_ => Receiver.Answer(200));
        await using var receiver = new Receiver(number => number == 1 ? Receiver.Answer(status, $"Location: {elsewhere.Url}\r\n") : Receiver.Answer(200));
        await using var harness = await StartAsync(("ops", receiver.Url));
        var notifier = harness.Get<INotifier>("webhook");

        await notifier.NotifyAsync(Notification(1), Token);
        await notifier.NotifyAsync(Notification(2), Token);

        Assert.Equal("n/1", (await receiver.NextAsync()).Key);
        Assert.Equal("n/2", (await receiver.NextAsync()).Key);
        var letters = await File.ReadAllTextAsync(Path.Combine(harness.DataFolder, "dead-letters.jsonl"), Token);
        Assert.Contains($"answered {status}", letters, StringComparison.Ordinal);
        Assert.Contains("\"n/1\"", letters, StringComparison.Ordinal);
        Assert.Equal(0, elsewhere.Count);
    }

    [Fact]
    public async Task NotifyAsync_OneTargetHangs_TheOtherIsToldAndTheCallerGoesOn()
    {
        await using var hanging = new Receiver(async (_, ending) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ending);
            return "";
        });
        await using var receiver = new Receiver(_ => Receiver.Answer(200));
        await using var harness = await StartAsync(("hanging", hanging.Url), ("ops", receiver.Url));
        var notifier = harness.Get<INotifier>("webhook");

        for (var number = 1; number <= 20; number++)
        {
            await notifier.NotifyAsync(Notification(number), Token);
        }

        for (var number = 1; number <= 20; number++)
        {
            Assert.Equal($"n/{number}", (await receiver.NextAsync()).Key);
        }

        Assert.Equal(20, Directory.GetFiles(Path.Combine(harness.DataFolder, "queue", "hanging")).Length);
    }

    [Fact]
    public async Task NotifyAsync_HostGoneBeforeDelivery_IsSentByTheNext()
    {
        await using var first = await StartAsync(("ops", "http://127.0.0.1:1/closed"));
        await first.Get<INotifier>("webhook").NotifyAsync(Notification(1), Token);
        await first.Get<INotifier>("webhook").NotifyAsync(Notification(1), Token);
        await first.Get<INotifier>("webhook").NotifyAsync(Notification(2), Token);
        var queued = Directory.GetFiles(Path.Combine(first.DataFolder, "queue", "ops"));
        Assert.Equal(2, queued.Length);

        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.Combine("queue", "ops"));
        foreach (var file in queued)
        {
            File.Copy(file, folder.Combine("queue", "ops", Path.GetFileName(file)));
        }

        await File.WriteAllTextAsync(folder.Combine("queue", "ops", "000000000000.json"), "{ torn", Token);
        await using var receiver = new Receiver(_ => Receiver.Answer(200));
        await using var second = await StartAsync([("ops", receiver.Url)], services => services.AddSingleton(new PluginEnvironment { Id = "test", Version = "0", Folder = folder.Path, DataFolder = folder.Path }));

        Assert.Equal("n/1", (await receiver.NextAsync()).Key);
        Assert.Equal("n/2", (await receiver.NextAsync()).Key);
        Assert.Contains("damaged", await File.ReadAllTextAsync(folder.Combine("dead-letters.jsonl"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NotifyAsync_KeyWasDelivered_IsNotSentAgainAlsoByTheNextHost()
    {
        using var folder = new TempFolder();
        await using var receiver = new Receiver(_ => Receiver.Answer(200));
        var environment = new PluginEnvironment { Id = "test", Version = "0", Folder = folder.Path, DataFolder = folder.Path };
        await using (var first = await StartAsync([("ops", receiver.Url)], services => services.AddSingleton(environment)))
        {
            await first.Get<INotifier>("webhook").NotifyAsync(Notification(1), Token);
            Assert.Equal("n/1", (await receiver.NextAsync()).Key);
            await first.Get<INotifier>("webhook").NotifyAsync(Notification(2), Token);

            // The second is sent when the first is out of the queue.
            Assert.Equal("n/2", (await receiver.NextAsync()).Key);
            await first.Get<INotifier>("webhook").NotifyAsync(Notification(1), Token);
        }

        await using var second = await StartAsync([("ops", receiver.Url)], services => services.AddSingleton(environment));
        await second.Get<INotifier>("webhook").NotifyAsync(Notification(1), Token);
        await second.Get<INotifier>("webhook").NotifyAsync(Notification(3), Token);

        string key;
        while ((key = (await receiver.NextAsync()).Key) != "n/3")
        {
            // Its delivery may have been broken off by the end of the first host.
            Assert.Equal("n/2", key);
        }
    }

    [Fact]
    public async Task NotifyAsync_QueueFull_BecomesADeadLetter()
    {
        await using var harness = await StartAsync([("ops", "http://127.0.0.1:1/closed")], null, ("QueueLimit", "2"));
        var notifier = harness.Get<INotifier>("webhook");

        for (var number = 1; number <= 3; number++)
        {
            await notifier.NotifyAsync(Notification(number), Token);
        }

        Assert.Contains("n/3", await File.ReadAllTextAsync(Path.Combine(harness.DataFolder, "dead-letters.jsonl"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NotifyAsync_NeverReached_LogsNoSecret()
    {
        var log = new Microsoft.Extensions.Logging.Testing.FakeLogCollector(Options.Create(new Microsoft.Extensions.Logging.Testing.FakeLogCollectorOptions()));
        await using var harness = await StartAsync(
            [("ops", "http://127.0.0.1:1/canary-path?token=canary-query")],
            services => services.AddSingleton<ILoggerFactory>(new LoggerFactory([new Microsoft.Extensions.Logging.Testing.FakeLoggerProvider(log)])),
            ("GiveUpAfter", "00:00:00.001"),
            ("Targets:ops:Headers:Authorization", "Bearer canary-header"));

        await harness.Get<INotifier>("webhook").NotifyAsync(Notification(1), Token);
        await foreach (var record in log.GetLogsAsync(Token))
        {
            if (record.Level == LogLevel.Error)
            {
                break;
            }
        }

        Assert.NotEmpty(log.GetSnapshot());
        Assert.All(log.GetSnapshot(), record => Assert.DoesNotContain("canary", record.ToString() + record.Exception, StringComparison.Ordinal));
        Assert.DoesNotContain("canary", await File.ReadAllTextAsync(Path.Combine(harness.DataFolder, "dead-letters.jsonl"), Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.com/x", Secret, "plain http")]
    [InlineData("ftp://example.com/x", Secret, "absolute https")]
    [InlineData("https://user:canary-pass@example.com/x", Secret, "user name or password")]
    [InlineData("https://example.com/x", "short", "16 characters")]
    public async Task StartAsync_WrongTarget_SaysWhichAndWhy(string url, string secret, string reason)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(async () =>
        {
            await using var harness = await PluginHarness.StartAsync<WebhookPlugin>(new Dictionary<string, string?> { ["Targets:ops:Url"] = url, ["Targets:ops:Secret"] = secret, ["Targets:Bad Name:Url"] = url });
        });

        Assert.Contains("'ops'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Bad Name'", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message, StringComparison.Ordinal);
    }

    private static Notification Notification(int number) => new()
    {
        Key = new OperationKey($"n/{number}"),
        Priority = NotificationPriority.Action,
        Title = $"Notification {number}",
        At = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero),
    };

    private static Task<PluginHarness> StartAsync(params (string Name, string Url)[] targets) => StartAsync(targets, null);

    private static Task<PluginHarness> StartAsync((string Name, string Url)[] targets, Action<IServiceCollection>? configure, params (string Key, string Value)[] more)
    {
        var options = new Dictionary<string, string?> { ["RetryDelay"] = "00:00:00.010", ["MaxRetryDelay"] = "00:00:00.050" };
        foreach (var (name, url) in targets)
        {
            options[$"Targets:{name}:Url"] = url;
            options[$"Targets:{name}:Secret"] = Secret;
        }

        foreach (var (key, value) in more)
        {
            options[key] = value;
        }

        return PluginHarness.StartAsync<WebhookPlugin>(options, configure);
    }
}
