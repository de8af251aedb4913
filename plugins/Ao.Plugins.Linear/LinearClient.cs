using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Linear;

/// <summary>Sends GraphQL documents, none while Linear's limits for the key are used up.</summary>
internal sealed class LinearClient(IHttpClients clients, RateLimits limits, IOptions<LinearOptions> options, TimeProvider timeProvider)
{
    private const int MaxAnswer = 16 * 1024 * 1024;

    /// <summary>Sends a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="variables">Writes the properties of its variables.</param>
    /// <param name="type">How its data is read.</param>
    /// <param name="isWatching">Whether it is part of watching, which gives way when the limits run low.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <exception cref="LinearException">Linear refused it.</exception>
    /// <exception cref="TransientException">It was not answered, and nothing was changed.</exception>
    /// <exception cref="OutcomeUnknownException">It may have changed something and was not answered.</exception>
    public async ValueTask<T> SendAsync<T>(Document document, Action<Utf8JsonWriter> variables, JsonTypeInfo<T> type, bool isWatching, CancellationToken cancellationToken)
    {
        if (limits.Wait(isWatching) is { } wait)
        {
            throw new TransientException($"Linear's limit for this key is used up: {document.Name} waits for {wait.TotalSeconds:0} s.", wait);
        }

        using var timeout = new CancellationTokenSource(options.Value.Timeout, timeProvider);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = RequestFor(document, variables);
            using var response = await clients.Create("linear").SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token).ConfigureAwait(false);
            var body = await BoundedBody.ReadAsync(response.Content, MaxAnswer, ending.Token).ConfigureAwait(false);
            return new Answer(document, response, body, limits).Read(type);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Broken(document, $"no answer within {options.Value.Timeout.TotalSeconds:0.##} s", null);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError)
        {
            throw new TransientException($"Linear could not be reached for {document.Name}: {exception.HttpRequestError}. Check the network and Ao:Plugins:linear:Options:Address.", innerException: exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            throw Broken(document, "the connection broke off", exception);
        }
    }

    /// <summary>Says that a call was not answered as it should be.</summary>
    public static AoException Broken(Document document, string how, Exception? cause) => document.IsMutation
        ? new OutcomeUnknownException($"Linear was asked for {document.Name}, and {how}: it may have been done.", cause)
        : new TransientException($"Linear was asked for {document.Name}, and {how}.", innerException: cause);

    /// <summary>Says that a change was answered, and not with what it came to.</summary>
    public static AoException Undone(Document document) => Broken(document, "the answer says neither that it was done nor why it was not", null);

    private HttpRequestMessage RequestFor(Document document, Action<Utf8JsonWriter> variables)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("query", document.Text);
            writer.WriteString("operationName", document.Name);
            writer.WriteStartObject("variables");
            variables(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Address) { Content = new ByteArrayContent(buffer.ToArray()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Ao-Linear", "1"));
        request.Headers.TryAddWithoutValidation("Authorization", Credential());
        return request;
    }

    private string Credential() => options.Value switch
    {
        { ApiKey: { Length: > 0 } key } => key,
        { Token: { Length: > 0 } token } => $"Bearer {token}",
        _ => throw new AoException("There is no key for Linear. Make one under Settings, Security & access, and give it as Ao:Plugins:linear:Options:ApiKey (environment variable Ao__Plugins__linear__Options__ApiKey)."),
    };
}
