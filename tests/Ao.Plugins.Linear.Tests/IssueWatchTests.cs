using System.Net;
using System.Text;
using Ao.Trackers;

namespace Ao.Plugins.Linear.Tests;

/// <summary>The feed with Linear's emulator: by polling, and by webhooks that the emulator signs and sends.</summary>
[Collection("Linear")]
public sealed class IssueWatchTests(LinearStack linear)
{
    [Fact]
    public async Task Watch_Polling_GivesWhatChangedAndGoesOnFromTheCursor()
    {
        await using var rig = await Rig.StartAsync(linear, ("PollInterval", "00:00:01"));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var before = await rig.CreateAsync("Before");
        var start = before.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        await using var changes = rig.Feed.WatchAsync(Rig.Source, start, ending.Token).GetAsyncEnumerator(ending.Token);

        var created = await rig.CreateAsync("New");
        var first = await NextAsync(changes, created.Id);
        await rig.Tracker.UpdateAsync(new IssueUpdate { Key = Rig.NewKey(), Source = Rig.Source, Id = created.Id, IsOpen = false }, ending.Token);
        await using var again = rig.Feed.WatchAsync(Rig.Source, first.Cursor, ending.Token).GetAsyncEnumerator(ending.Token);
        var second = await NextAsync(again, created.Id);

        Assert.True(first.Issue.IsOpen);
        Assert.False(second.Issue.IsOpen);
    }

    [Fact]
    public async Task Watch_Webhook_GivesWhatItNamesBeforeAnyPoll()
    {
        await using var rig = await Rig.StartAsync(linear, ("PollInterval", "01:00:00"));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var server = new HookServer(rig.Receiver);
        await rig.AskAsync(
            "mutation($input: WebhookCreateInput!) { webhookCreate(input: $input) { success } }",
            new { input = new { url = server.Address, secret = Rig.Secret, resourceTypes = new[] { "Issue", "Comment" }, allPublicTeams = true } });
        var issue = await rig.CreateAsync("Told");
        await using var changes = rig.Feed.WatchAsync(Rig.Source, null, ending.Token).GetAsyncEnumerator(ending.Token);
        var next = NextAsync(changes, issue.Id);
        await server.WaitForWatchAsync(rig, issue.Id);

        var change = await next;

        Assert.Contains(change.Issue.Comments, static comment => comment.Text == "from a person");
    }

    private static async Task<IssueChange> NextAsync(IAsyncEnumerator<IssueChange> changes, string id)
    {
        while (await changes.MoveNextAsync())
        {
            if (changes.Current.Issue.Id == id)
            {
                return changes.Current;
            }
        }

        throw new InvalidOperationException("The watch has ended.");
    }

    /// <summary>Gives what arrives to the plugin, as a host does.</summary>
    private sealed class HookServer : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly IWebhookReceiver _receiver;
        private readonly Task _serving;

        public HookServer(IWebhookReceiver receiver)
        {
            _receiver = receiver;
            for (var attempt = 0; ; attempt++)
            {
                using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
                probe.Start();
                var port = ((IPEndPoint)probe.LocalEndpoint).Port;
                probe.Stop();
                Address = $"http://127.0.0.1:{port}/hook/";
                _listener.Prefixes.Clear();
                _listener.Prefixes.Add(Address);
                try
                {
                    _listener.Start();
                    break;
                }
                catch (HttpListenerException) when (attempt < 5)
                {
                    // Somebody else was quicker with the port.
                }
            }

            _serving = ServeAsync();
        }

        public string Address { get; }

        /// <summary>Comments on an issue; the emulator sends its webhook before it answers.</summary>
        public async Task WaitForWatchAsync(Rig rig, string issue) =>
            await rig.AskAsync("mutation($input: CommentCreateInput!) { commentCreate(input: $input) { success } }", new { input = new { issueId = issue, body = "from a person" } });

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
            _listener.Close();
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
                catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                var headers = context.Request.Headers.AllKeys.OfType<string>().ToDictionary(static name => name, name => context.Request.Headers[name]!, StringComparer.OrdinalIgnoreCase);
                var reply = await _receiver.ReceiveAsync(new WebhookRequest { Headers = headers, Body = body.ToArray() });
                context.Response.StatusCode = reply.Status;
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(reply.Body));
                context.Response.Close();
            }
        }
    }
}
