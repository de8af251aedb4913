using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ao.Plugins.GitHub.Quota;

namespace Ao.Plugins.GitHub.Api;

/// <summary>Calls GitHub. Every call goes through the governor of the credential's quota.</summary>
/// <remarks>
/// <para>Paths begin with a slash and have their parts escaped: <see cref="RepositoryName.Path"/> and <see cref="Uri.EscapeDataString(string)"/>.</para>
/// <para>A refusal is a <see cref="GitHubException"/>; what may be repeated is a <see cref="TransientException"/>; a write that broke off is an <see cref="OutcomeUnknownException"/>.</para>
/// </remarks>
internal sealed class GitHubClient(GovernedCalls calls, GitHubAddresses addresses)
{
    /// <summary>Reads something. An answer that is known already costs nothing where it has not changed.</summary>
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var answer = await calls.ReadAsync(Reading(path), purpose, allowsMissing: false, cancellationToken).ConfigureAwait(false);
        return answer!.Read(type);
    }

    /// <summary>Reads something that may not be there.</summary>
    /// <returns>What is there, or <see langword="null"/> where GitHub has nothing (404).</returns>
    public async Task<T?> FindAsync<T>(string path, JsonTypeInfo<T> type, CallPurpose purpose, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await calls.ReadAsync(Reading(path), purpose, allowsMissing: true, cancellationToken).ConfigureAwait(false);
        return answer?.Read(type);
    }

    /// <summary>Reads a list to its end, page by page; <paramref name="maxPages"/> at most.</summary>
    public async IAsyncEnumerable<T> ListAsync<T>(string path, JsonTypeInfo<T[]> type, CallPurpose purpose, [EnumeratorCancellation] CancellationToken cancellationToken, int maxPages = 30)
    {
        var call = Reading(path);
        for (var page = 0; page < maxPages; page++)
        {
            var answer = await calls.ReadAsync(call, purpose, allowsMissing: false, cancellationToken).ConfigureAwait(false);
            foreach (var item in answer!.Read(type))
            {
                yield return item;
            }

            if (LinkHeader.NextOf(answer.Header("Link")) is not { } next)
            {
                yield break;
            }

            // A list never leads to another service, which would get the token.
            if (!Uri.TryCreate(addresses.Api, next, out var address) || !AddressRules.IsSameOrigin(address, addresses.Api))
            {
                throw new AoException($"GitHub's answer to {call.Name} names a next page that is not GitHub's. It is not followed.");
            }

            // The link names the repository by its number, which does not say whose installation asks.
            call = call with { Address = new UriBuilder(call.Address) { Query = address.Query }.Uri };
        }
    }

    /// <summary>Reads text, such as a log: the end of it, <paramref name="limit"/> bytes at most.</summary>
    /// <returns>The text, or <see langword="null"/> where it is not there any more or too long.</returns>
    public async Task<string?> ReadTailAsync(string path, int limit, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var answer = await calls.ReadAsync(Reading(path) with { Limit = limit, KeepsTail = true }, purpose, allowsMissing: true, cancellationToken).ConfigureAwait(false);
        return answer is null ? null : Encoding.UTF8.GetString(answer.Body);
    }

    /// <summary>Writes something.</summary>
    public async Task<T> SendAsync<TBody, T>(HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var answer = await calls.WriteAsync(Writing(method, path) with { Body = JsonSerializer.SerializeToUtf8Bytes(body, bodyType) }, purpose, cancellationToken).ConfigureAwait(false);
        return answer.Read(type);
    }

    /// <summary>Writes something whose answer is not needed.</summary>
    public Task SendAsync<TBody>(HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, CallPurpose purpose, CancellationToken cancellationToken) =>
        calls.WriteAsync(Writing(method, path) with { Body = JsonSerializer.SerializeToUtf8Bytes(body, bodyType) }, purpose, cancellationToken);

    /// <summary>Writes something without a body, such as a deletion.</summary>
    public Task SendAsync(HttpMethod method, string path, CallPurpose purpose, CancellationToken cancellationToken) => calls.WriteAsync(Writing(method, path), purpose, cancellationToken);

    /// <summary>Asks GraphQL. A document that begins with <c>mutation</c> is a write.</summary>
    /// <exception cref="GitHubException">There were errors, beside the data too.</exception>
    public async Task<T> QueryAsync<TVariables, T>(string document, TVariables variables, JsonTypeInfo<TVariables> variablesType, JsonTypeInfo<T> type, CallPurpose purpose, CancellationToken cancellationToken, RepositoryName? repository = null)
    {
        var answer = await AskAsync(document, variables, variablesType, purpose, points: 1, repository, cancellationToken).ConfigureAwait(false);
        return answer.Reply!.Errors.Count == 0 ? DataOf(answer, type) : throw Refusals.OfQuery(answer.Call, answer.Reply);
    }

    /// <summary>Asks GraphQL for things of which some may not be there any more: those are missing in the data. What it is expected to cost in points is kept free beforehand.</summary>
    /// <exception cref="GitHubException">There were other errors.</exception>
    public async Task<T> QueryExistingAsync<TVariables, T>(string document, TVariables variables, JsonTypeInfo<TVariables> variablesType, JsonTypeInfo<T> type, CallPurpose purpose, int points, RepositoryName repository, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(document, variables, variablesType, purpose, points, repository, cancellationToken).ConfigureAwait(false);
        var reply = answer.Reply!;
        return reply.Data is not null && reply.Errors.All(static error => error.Code == "NOT_FOUND") ? DataOf(answer, type) : throw Refusals.OfQuery(answer.Call, reply);
    }

    private static T DataOf<T>(Answer answer, JsonTypeInfo<T> type)
    {
        try
        {
            return answer.Reply!.Data is { } data ? data.Deserialize(type) ?? throw new JsonException("null") : throw new JsonException("There is no data.");
        }
        catch (JsonException exception)
        {
            throw answer.Unreadable(exception);
        }
    }

    private Task<Answer> AskAsync<TVariables>(string document, TVariables variables, JsonTypeInfo<TVariables> variablesType, CallPurpose purpose, int points, RepositoryName? repository, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteString("query", document);
            writer.WritePropertyName("variables");
            JsonSerializer.Serialize(writer, variables, variablesType);
            writer.WriteEndObject();
        }

        var isWrite = document.AsSpan().TrimStart().StartsWith("mutation", StringComparison.Ordinal);
        var call = new Call(HttpMethod.Post, addresses.GraphQl) { Body = body.WrittenMemory, IsWrite = isWrite };
        return calls.QueryAsync(call, new QuotaNeed(QuotaNeed.GraphQl, points, purpose, isWrite), repository, cancellationToken);
    }

    private Call Reading(string path) => new(HttpMethod.Get, addresses.Of(path));

    private Call Writing(HttpMethod method, string path) => new(method, addresses.Of(path)) { IsWrite = true };
}
