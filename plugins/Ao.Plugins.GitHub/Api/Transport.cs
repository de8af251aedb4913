using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitHub.Api;

/// <summary>Sends one request and reads its answer, bounded in time and size. It knows no quota and decides nothing by the status.</summary>
internal sealed class Transport(IHttpClients clients, IOptions<GitHubOptions> options, TimeProvider timeProvider)
{
    private const int MaxRedirects = 3;

    /// <exception cref="TransientException">It could not be sent, or what it read did not come whole.</exception>
    /// <exception cref="OutcomeUnknownException">It broke off after it may have changed something.</exception>
    public async Task<Answer> SendAsync(Call call, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, timeProvider);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await FollowAsync(call, ending.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not AoException && !cancellationToken.IsCancellationRequested)
        {
            throw Broken(call, exception, timeout.IsCancellationRequested);
        }
    }

    private static AoException Broken(Call call, Exception exception, bool isLate)
    {
        var reason = exception is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } failure ? failure.HttpRequestError.ToString() : isLate ? "no answer in time" : exception.GetType().Name;
        var wasSent = exception is not HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError };
        return call.IsWrite && wasSent
            ? new OutcomeUnknownException($"{call.Name} of {call.Address.Host} broke off ({reason}). Whether it was done is not known.", exception)
            : new TransientException($"{call.Name} of {call.Address.Host} could not be made ({reason}).", innerException: exception);
    }

    /// <summary>Follows redirects of reads. Another service gets no token.</summary>
    private async Task<Answer> FollowAsync(Call call, CancellationToken cancellationToken)
    {
        var current = call;
        for (var redirects = 0; ; redirects++)
        {
            using var request = RequestFor(current);
            using var response = await clients.Create("api").SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
            {
                return await ReadAsync(call, response, cancellationToken).ConfigureAwait(false);
            }

            if (call.Method != HttpMethod.Get)
            {
                throw new AoException($"GitHub has moved {call.Name} elsewhere: the repository was renamed or belongs to another owner now. Give the project its new name; nothing is written through a redirect.");
            }

            var target = new Uri(current.Address, location);
            if (redirects == MaxRedirects || AddressRules.ErrorOf(new Uri(target.GetLeftPart(UriPartial.Path))) is not null)
            {
                throw new AoException($"GitHub redirects {call.Name} {(redirects == MaxRedirects ? "again and again" : "to an address that may not be called")}. Give the project the repository's present name.");
            }

            current = current with { Address = target, Token = AddressRules.IsSameOrigin(target, call.Address) ? current.Token : null, ETag = null, ModifiedSince = null };
        }
    }

    private static HttpRequestMessage RequestFor(Call call)
    {
        var request = new HttpRequestMessage(call.Method, call.Address);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Ao-GitHub", "1"));
        if (call.Token is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Accept.ParseAdd("application/vnd.github+json");
            request.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
        }

        if (call.ETag is { } tag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }
        else if (call.ModifiedSince is { } since)
        {
            request.Headers.IfModifiedSince = since;
        }

        if (call.Body is { } body)
        {
            request.Content = new ReadOnlyMemoryContent(body);
            request.Content.Headers.ContentLength = body.Length;
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        }

        return request;
    }

    private static async Task<Answer> ReadAsync(Call call, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var body = call.KeepsTail ? await BoundedReading.TailAsync(stream, call.Limit, cancellationToken).ConfigureAwait(false) : await BoundedReading.AllAsync(stream, call.Limit, cancellationToken).ConfigureAwait(false);
            return body is not null
                ? new Answer(call, (int)response.StatusCode, response.Headers, body) { LastModified = response.Content.Headers.LastModified }
                : throw new AoException($"GitHub's answer to {call.Name} has more than {call.Limit / 1024 / 1024} MiB. It is not read.");
        }
    }
}
