using System.Net.Http.Headers;
using System.Text.Json;
using Ao.AgentTools;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Ao.AspNetCore.AgentTools;

/// <summary>Lets in who has a good token, with a message of a size that is taken.</summary>
internal sealed class ToolGate(IAgentTools tools, RequestDelegate next)
{
    /// <summary>The largest message.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>How much of a message that is too large is read and thrown away.</summary>
    public const int MaxDrained = 32 * 1024 * 1024;

    private const int ChunkBytes = 32 * 1024;
    private const string Scheme = "Bearer";
    private const string TooLarge = "The message is too large: at most 1 MiB is taken. Shorten the texts, and name files instead of quoting them.";

    /// <summary>Gives whom a request that was let in is from.</summary>
    public static AgentToolCaller CallerOf(HttpContext context) => context.Features.GetRequiredFeature<AgentToolCaller>();

    public async Task InvokeAsync(HttpContext context)
    {
        if (tools.Authenticate(TokenOf(context.Request)) is not { } caller)
        {
            context.Response.Headers.WWWAuthenticate = Scheme;
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "The token stands for no run that lives: it is missing or wrong, or the run has ended, or its session was stopped.").ConfigureAwait(false);
            return;
        }

        if (await ReadBodyAsync(context.Request, context.RequestAborted).ConfigureAwait(false) is not { } body)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, TooLarge).ConfigureAwait(false);
            return;
        }

        await using (body.ConfigureAwait(false))
        {
            if (MessageUnicode.Refuse(body.GetBuffer().AsSpan(0, (int)body.Length)) is { } answer)
            {
                context.Response.ContentType = "application/json";
                await context.Response.Body.WriteAsync(answer, context.RequestAborted).ConfigureAwait(false);
                return;
            }

            context.Request.Body = body;
            context.Features.Set(caller);
            await next(context).ConfigureAwait(false);
        }
    }

    /// <summary>Reads a message whole, so that one that is too large is known before anything is made of it.</summary>
    /// <returns>The message; <see langword="null"/> where it is too large.</returns>
    private static async Task<MemoryStream?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        var buffer = new byte[ChunkBytes];
        long size = 0;

        // Read on for a while after it was too large: a client that is cut off while it sends does not see why.
        while (size <= MaxDrained && await request.Body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            size += read;
            if (size <= MaxBytes)
            {
                body.Write(buffer, 0, read);
            }
        }

        if (size > MaxBytes)
        {
            await body.DisposeAsync().ConfigureAwait(false);
            return null;
        }

        body.Position = 0;
        return body;
    }

    private static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && AuthenticationHeaderValue.TryParse(header, out var value) && Scheme.Equals(value.Scheme, StringComparison.OrdinalIgnoreCase) ? value.Parameter : null;

    private static async Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        await context.Response.WriteAsync($$$"""{"error":{"code":{{{status}}},"message":"{{{JsonEncodedText.Encode(message)}}}"}}""", context.RequestAborted).ConfigureAwait(false);
    }
}
