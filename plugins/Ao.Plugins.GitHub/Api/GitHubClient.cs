using System.Text.Json.Serialization.Metadata;

namespace Ao.Plugins.GitHub.Api;

/// <summary>Calls GitHub. Every call goes through the governor of the credential's quota.</summary>
/// <remarks>
/// <para>Paths begin with a slash and have their parts escaped: <see cref="RepositoryName.Path"/> and <see cref="Uri.EscapeDataString(string)"/>.</para>
/// <para>A refusal is a <see cref="GitHubException"/>; what may be repeated is a <see cref="TransientException"/>; a write that broke off is an <see cref="OutcomeUnknownException"/>.</para>
/// </remarks>
internal sealed class GitHubClient
{
    /// <summary>Reads something. An answer that is known already costs nothing where it has not changed.</summary>
    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CallPurpose purpose, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Reads something that may not be there.</summary>
    /// <returns>What is there, or <see langword="null"/> where GitHub has nothing (404).</returns>
    public Task<T?> FindAsync<T>(string path, JsonTypeInfo<T> type, CallPurpose purpose, CancellationToken cancellationToken)
        where T : class => throw new NotSupportedException();

    /// <summary>Reads a list to its end, page by page; <paramref name="maxPages"/> at most.</summary>
    public IAsyncEnumerable<T> ListAsync<T>(string path, JsonTypeInfo<T[]> type, CallPurpose purpose, CancellationToken cancellationToken, int maxPages = 30) => throw new NotSupportedException();

    /// <summary>Reads lines of text, such as a log: the end of it, <paramref name="limit"/> bytes at most.</summary>
    public Task<string?> ReadTailAsync(string path, int limit, CallPurpose purpose, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Writes something.</summary>
    public Task<T> SendAsync<TBody, T>(HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CallPurpose purpose, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Writes something whose answer is not needed.</summary>
    public Task SendAsync<TBody>(HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, CallPurpose purpose, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Writes something without a body, such as a deletion.</summary>
    public Task SendAsync(HttpMethod method, string path, CallPurpose purpose, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Asks GraphQL. A document that begins with <c>mutation</c> is a write.</summary>
    /// <exception cref="GitHubException">There were errors, beside the data too.</exception>
    public Task<T> QueryAsync<TVariables, T>(string document, TVariables variables, JsonTypeInfo<TVariables> variablesType, JsonTypeInfo<T> type, CallPurpose purpose, CancellationToken cancellationToken) => throw new NotSupportedException();
}
