using System.Globalization;
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

    private const string Scheme = "Bearer";

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

        if (context.Request.ContentLength > MaxBytes)
        {
            await RefuseTooLargeAsync(context).ConfigureAwait(false);
            return;
        }

        // For a body that does not say how long it is.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBytes;
        }

        context.Features.Set(caller);
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge && !context.Response.HasStarted)
        {
            await RefuseTooLargeAsync(context).ConfigureAwait(false);
        }
    }

    private static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && AuthenticationHeaderValue.TryParse(header, out var value) && Scheme.Equals(value.Scheme, StringComparison.OrdinalIgnoreCase) ? value.Parameter : null;

    private static Task RefuseTooLargeAsync(HttpContext context) => RefuseAsync(
        context,
        StatusCodes.Status413PayloadTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The message is too large: at most {MaxBytes / 1024} KiB are taken. Shorten the texts, and name files instead of quoting them."));

    private static async Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        await context.Response.WriteAsync($$$"""{"error":{"code":{{{status}}},"message":"{{{JsonEncodedText.Encode(message)}}}"}}""", context.RequestAborted).ConfigureAwait(false);
    }
}
