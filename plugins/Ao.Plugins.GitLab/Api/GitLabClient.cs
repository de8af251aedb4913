using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ao.Plugins.GitLab.Data;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitLab.Api;

/// <summary>Calls GitLab. There is one for the plugin, so that all calls share one governor.</summary>
/// <remarks>The token goes into the header <c>Authorization</c>, which a client that follows a redirect leaves out; a redirect is refused besides.</remarks>
internal sealed class GitLabClient(IHttpClients clients, Credentials credentials, Governor governor, IOptions<GitLabOptions> options, TimeProvider timeProvider)
{
    private const int MaxAnswer = 16 * 1024 * 1024;
    private const int MaxPages = 50;

    /// <summary>The number of things on a page.</summary>
    public const int PageSize = 100;

    private string Root => options.Value.Address.AbsoluteUri.TrimEnd('/');

    /// <summary>Reads something.</summary>
    public async ValueTask<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CallPurpose purpose, CancellationToken cancellationToken)
        where T : class =>
        await FindAsync(path, type, purpose, cancellationToken).ConfigureAwait(false)
        ?? throw new GitLabException(404, $"GitLab has no '{Named(path)}', or its token may not see it. Check the name and the token's rights.");

    /// <summary>Reads something that may not be there.</summary>
    public async ValueTask<T?> FindAsync<T>(string path, JsonTypeInfo<T> type, CallPurpose purpose, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var answer = await CallAsync(HttpMethod.Get, $"api/v4/{path}", null, purpose, cancellationToken).ConfigureAwait(false);
            return Parse(answer.Body.Span, type, path);
        }
        catch (GitLabException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Reads a list, page by page.</summary>
    public async IAsyncEnumerable<T> ListAsync<T>(string path, JsonTypeInfo<T[]> type, CallPurpose purpose, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var joint = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        int? page = 1;
        for (var count = 0; page is { } number; count++)
        {
            if (count == MaxPages)
            {
                throw new AoException($"GitLab's list '{Named(path)}' is longer than {MaxPages * PageSize} entries. Ask for fewer.");
            }

            var answer = await CallAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"api/v4/{path}{joint}per_page={PageSize}&page={number}"), null, purpose, cancellationToken).ConfigureAwait(false);
            foreach (var item in Parse(answer.Body.Span, type, path))
            {
                yield return item;
            }

            page = answer.NextPage > number ? answer.NextPage : null;
        }
    }

    /// <summary>Changes something.</summary>
    /// <exception cref="GitLabException">It was refused.</exception>
    /// <exception cref="OutcomeUnknownException">The call broke off, or its answer cannot be read.</exception>
    public async ValueTask<T> SendAsync<TBody, T>(HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await CallAsync(method, $"api/v4/{path}", JsonSerializer.SerializeToUtf8Bytes(body, bodyType), CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        return ParseAfterWrite(answer.Body.Span, type, path);
    }

    /// <summary>Asks by GraphQL.</summary>
    public async ValueTask<T> QueryAsync<T>(string document, GraphVariables variables, JsonTypeInfo<T> type, CallPurpose purpose, CancellationToken cancellationToken)
        where T : class
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new GraphRequest { Query = document, Variables = variables }, GraphJson.Default.GraphRequest);
        var answer = await CallAsync(HttpMethod.Post, "api/graphql", body, purpose, cancellationToken).ConfigureAwait(false);
        return purpose is CallPurpose.Write ? ParseAfterWrite(answer.Body.Span, type, "graphql") : Parse(answer.Body.Span, type, "graphql");
    }

    /// <summary>Reads the end of a text, such as a job's log.</summary>
    public async ValueTask<(byte[] Tail, bool IsEnd)> ReadTailAsync(string path, int keep, long limit, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var tail = (Tail: Array.Empty<byte>(), IsEnd: true);
        await CallAsync(HttpMethod.Get, $"api/v4/{path}", null, purpose, cancellationToken, async (content, token) => tail = await BoundedBody.ReadTailAsync(content, keep, limit, token).ConfigureAwait(false)).ConfigureAwait(false);
        return tail;
    }

    private async ValueTask<Answer> CallAsync(HttpMethod method, string path, byte[]? body, CallPurpose purpose, CancellationToken cancellationToken, Func<HttpContent, CancellationToken, ValueTask>? read = null)
    {
        var credential = await credentials.GetAsync(refused: null, cancellationToken).ConfigureAwait(false);
        var call = new Call(method, path, body, purpose, read);
        try
        {
            return await ExchangeAsync(call, credential, cancellationToken).ConfigureAwait(false);
        }
        catch (GitLabException exception) when (exception.Status == 401)
        {
            // A program may have renewed its token since it was asked.
            var other = await credentials.GetAsync(credential, cancellationToken).ConfigureAwait(false);
            if (other.Token == credential.Token)
            {
                throw;
            }

            return await ExchangeAsync(call, other, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<Answer> ExchangeAsync(Call call, Credential credential, CancellationToken cancellationToken)
    {
        using var place = await governor.EnterAsync(call.Purpose, cancellationToken).ConfigureAwait(false);
        using var timeout = new CancellationTokenSource(options.Value.Timeout, timeProvider);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = RequestFor(call, credential);
        try
        {
            using var response = await clients.Create("gitlab").SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token).ConfigureAwait(false);
            var wait = governor.Learn(response);
            if (response.IsSuccessStatusCode && call.Read is { } read)
            {
                await read(response.Content, ending.Token).ConfigureAwait(false);
                return new Answer(default, null);
            }

            var content = await BoundedBody.ReadAsync(response.Content, MaxAnswer, ending.Token).ConfigureAwait(false);
            return content is null
                ? throw call.Unreadable($"is longer than {MaxAnswer} bytes")
                : Settle(call, response, content, credential, wait);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw call.BrokenOff($"gave no answer within {options.Value.Timeout.TotalSeconds:0.##} s", exception);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            throw new TransientException($"{options.Value.Address} cannot be reached ({exception.HttpRequestError}): '{call.Named}' was not sent.", innerException: exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            throw call.BrokenOff("broke the connection off", exception);
        }
    }

    private Answer Settle(Call call, HttpResponseMessage response, byte[] content, Credential credential, TimeSpan? wait)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
        {
            return new Answer(content, NextPageOf(response.Headers));
        }

        if (status == 429)
        {
            throw new TransientException($"GitLab refused '{call.Named}' because too much was asked of it lately. Nothing was changed; it is asked again in {wait.GetValueOrDefault().TotalSeconds:0} s.", wait);
        }

        if (status is 408 or >= 500)
        {
            throw call.BrokenOff(string.Create(CultureInfo.InvariantCulture, $"answered {status}"), null);
        }

        throw new GitLabException(status, Explain(call, status, RefusalText.Read(content, credential.Token), credential));
    }

    private string Explain(Call call, int status, string said, Credential credential)
    {
        var quoted = said.Length == 0 ? "" : $" GitLab says: {said}";
        return status switch
        {
            < 400 => $"GitLab sent '{call.Named}' elsewhere, and a token follows no redirect. Set Address to the address that {options.Value.Address} leads to, or the project's path to its newer one.",
            401 => $"GitLab did not accept the token from {credential.Origin}: it is wrong, expired or revoked. Make a new one with the scope api.{quoted}",
            403 => $"GitLab forbids '{call.Named}'. The token needs the scope api, and its user the rights for it in the project.{quoted}",
            404 => $"GitLab has no '{call.Named}', or its token may not see it. Check the name and the token's rights.{quoted}",
            _ => string.Create(CultureInfo.InvariantCulture, $"GitLab refused '{call.Named}' ({status}). Mend what it says and try again.{quoted}"),
        };
    }

    private HttpRequestMessage RequestFor(Call call, Credential credential)
    {
        var request = new HttpRequestMessage(call.Method, $"{Root}/{call.Path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential.Token);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(call.Read is null ? "application/json" : "text/plain"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Ao-GitLab", "1"));
        if (call.Body is { } body)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        }

        return request;
    }

    private static T Parse<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type, string path)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw new AoException($"GitLab's answer to '{Named(path)}' is not what its documentation says. Check that Address is that of a GitLab server, not of a page before it.", exception);
        }
    }

    private static T ParseAfterWrite<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type, string path)
        where T : class
    {
        try
        {
            return Parse(body, type, path);
        }
        catch (AoException exception)
        {
            throw new OutcomeUnknownException($"GitLab took '{Named(path)}', but its answer cannot be read.", exception);
        }
    }

    private static int? NextPageOf(HttpResponseHeaders headers) =>
        headers.TryGetValues("X-Next-Page", out var values) && int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : null;

    private static string Named(string path) => Call.Name(path);
}
