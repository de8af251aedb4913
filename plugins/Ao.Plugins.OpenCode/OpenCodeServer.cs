using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Ao.Plugins.OpenCode;

/// <summary>Calls the server of one run of OpenCode.</summary>
internal sealed class OpenCodeServer(HttpClient client, OpenCodeRun run, TimeProvider timeProvider)
{
    private const int LongestAnswer = 64 * 1024;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    // A request that comes while the server is still starting may never be answered.
    private static readonly TimeSpan s_shortPatience = TimeSpan.FromSeconds(2);
    private readonly AuthenticationHeaderValue _password = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"opencode:{run.Password}")));

    /// <summary>Tells whether the server answers.</summary>
    public async Task<bool> IsUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await CallAsync(HttpMethod.Get, "global/health", null, cancellationToken, s_shortPatience).ConfigureAwait(false)).Status == HttpStatusCode.OK;
        }
        catch (AoException)
        {
            // It is asked again.
            return false;
        }
    }

    /// <summary>Starts a conversation. With a title of its own OpenCode does not ask the model for one.</summary>
    public async Task<string> CreateAsync(string title, CancellationToken cancellationToken)
    {
        var answer = Good(await CallAsync(HttpMethod.Post, "session", json => json.WriteString("title", title), cancellationToken).ConfigureAwait(false), "start a conversation");
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.GetProperty("id").GetString()!;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new AoException($"OpenCode did not say which conversation it started: {Printable.Quote(answer)}", exception);
        }
    }

    /// <summary>Makes sure that a conversation is there, and has OpenCode load it.</summary>
    public async Task TakeUpAsync(string conversation, CancellationToken cancellationToken) =>
        Good(await CallAsync(HttpMethod.Get, $"session/{Uri.EscapeDataString(conversation)}", null, cancellationToken).ConfigureAwait(false), $"go on with the conversation '{Printable.Quote(conversation)}'");

    /// <summary>Shows a conversation on the screen.</summary>
    public async Task ShowAsync(string conversation, CancellationToken cancellationToken) =>
        Good(await CallAsync(HttpMethod.Post, "tui/select-session", json => json.WriteString("sessionID", conversation), cancellationToken).ConfigureAwait(false), "show a conversation");

    /// <summary>Gives the model something to work on. What it is marked with comes back in the log.</summary>
    public async Task PromptAsync(string conversation, string text, string mark, int number, CancellationToken cancellationToken) => Good(
        await CallAsync(
            HttpMethod.Post,
            $"session/{Uri.EscapeDataString(conversation)}/prompt_async",
            json =>
            {
                json.WriteStartArray("parts");
                json.WriteStartObject();
                json.WriteString("type", "text");
                json.WriteString("text", text);
                json.WriteStartObject("metadata");
                json.WriteString("ao", mark);
                json.WriteNumber("run", number);
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndArray();
            },
            cancellationToken).ConfigureAwait(false),
        "take a message");

    public async Task AbortAsync(string conversation, CancellationToken cancellationToken) =>
        Good(await CallAsync(HttpMethod.Post, $"session/{Uri.EscapeDataString(conversation)}/abort", null, cancellationToken).ConfigureAwait(false), "end a turn");

    /// <summary>Answers a question for permission. One that is open no more needs no answer.</summary>
    public async Task ReplyAsync(string question, bool isAllowed, string? reason, CancellationToken cancellationToken)
    {
        var answer = await CallAsync(
            HttpMethod.Post,
            $"permission/{Uri.EscapeDataString(question)}/reply",
            json =>
            {
                json.WriteString("reply", isAllowed ? "once" : "reject");
                if (!isAllowed && reason is not null)
                {
                    json.WriteString("message", reason);
                }
            },
            cancellationToken).ConfigureAwait(false);
        if (answer.Status != HttpStatusCode.NotFound)
        {
            Good(answer, "take an answer");
        }
    }

    private static string Good((HttpStatusCode Status, string Text) answer, string what) => (int)answer.Status is >= 200 and < 300
        ? answer.Text
        : throw new AoException($"OpenCode refused to {what} (HTTP {(int)answer.Status}): {Printable.Quote(answer.Text)}");

    private async Task<(HttpStatusCode Status, string Text)> CallAsync(HttpMethod method, string path, Action<Utf8JsonWriter>? write, CancellationToken cancellationToken, TimeSpan? atMost = null)
    {
        using var patience = new CancellationTokenSource(atMost ?? s_patience, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        using var request = new HttpRequestMessage(method, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{run.Port}/{path}")));
        request.Headers.Authorization = _password;
        if (write is not null)
        {
            request.Content = BodyOf(write);
        }

        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var stream = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                return (response.StatusCode, await ReadAsync(stream, either.Token).ConfigureAwait(false));
            }
        }
        catch (HttpRequestException exception)
        {
            throw new AoException($"OpenCode's server cannot be reached on port {run.Port} of this machine: {exception.HttpRequestError}.", exception);
        }
        catch (IOException exception)
        {
            throw new AoException($"OpenCode's server on port {run.Port} of this machine broke off its answer.", exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AoException($"OpenCode's server on port {run.Port} of this machine did not answer in time.");
        }
    }

    private static async Task<string> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestAnswer];
        var count = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }

    private static ByteArrayContent BodyOf(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return new ByteArrayContent(buffer.WrittenSpan.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }
}
