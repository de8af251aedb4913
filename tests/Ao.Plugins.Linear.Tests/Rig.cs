using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Ao.Scm;
using Ao.TestSupport;
using Ao.TestSupport.Forges;
using Ao.Trackers;

namespace Ao.Plugins.Linear.Tests;

/// <summary>The plugin with the emulator behind it, and a person who works in Linear beside it.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly PluginHarness _harness;
    private readonly ForgeAddresses _stack;
    private readonly HttpClient _client = new();

    private Rig(PluginHarness harness, ForgeAddresses stack)
    {
        _harness = harness;
        _stack = stack;
        Tracker = harness.Get<ITracker>("linear");
    }

    /// <summary>Gets the webhook's secret.</summary>
    public const string Secret = "a secret of the webhook";

    public ITracker Tracker { get; }

    public IIssueFeed Feed => (IIssueFeed)Tracker;

    public IWebhookReceiver Receiver => (IWebhookReceiver)Tracker;

    public static ProjectSource Source { get; } = new() { Project = new ProjectId("shop"), Location = "." };

    public static async Task<Rig> StartAsync(LinearStack linear, params IEnumerable<(string Key, string Value)> options)
    {
        var stack = await linear.EnsureAsync();
        Dictionary<string, string?> all = new()
        {
            ["Address"] = new Uri(stack.Linear!, "/graphql").AbsoluteUri,
            ["ApiKey"] = stack.LinearToken,
            ["Team"] = "ENG",
            ["WebhookSecret"] = Secret,
        };
        foreach (var (key, value) in options)
        {
            all[key] = value;
        }

        return new Rig(await PluginHarness.StartAsync<LinearPlugin>(all), stack);
    }

    /// <summary>Gives a key that no other test uses.</summary>
    public static OperationKey NewKey() => new($"test/{Guid.NewGuid():n}");

    public ValueTask<Issue> CreateAsync(string title = "Something") =>
        Tracker.CreateAsync(new IssueRequest { Key = NewKey(), Source = Source, Title = title }, TestContext.Current.CancellationToken);

    /// <summary>Does something in Linear as a person would.</summary>
    public async Task<JsonElement> AskAsync(string query, object variables)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_stack.Linear!, "/graphql"))
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query, variables }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _stack.LinearToken);
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<JsonElement>(text).GetProperty("data");
    }

    /// <summary>Says how many more calls Linear answers.</summary>
    public async Task LeaveAsync(int calls)
    {
        using var content = new StringContent($$"""{"remaining":{{calls}}}""");
        using var response = await _client.PutAsync(new Uri(_stack.Linear!, "/_ao/limit"), content, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _harness.DisposeAsync();
    }
}
