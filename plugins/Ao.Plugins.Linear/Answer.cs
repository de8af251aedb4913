using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ao.Lines;

namespace Ao.Plugins.Linear;

/// <summary>What came back for a document: data, a refusal, or something else.</summary>
internal sealed class Answer(Document document, HttpResponseMessage response, ReadOnlyMemory<byte> body, RateLimits limits)
{
    private const string LimitCode = "RATELIMITED";

    public T Read<T>(JsonTypeInfo<T> type)
    {
        var status = response.StatusCode;
        JsonDocument? json = null;
        try
        {
            json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 64 });
        }
        catch (JsonException exception) when (status is HttpStatusCode.OK)
        {
            throw LinearClient.Broken(document, "the answer is no whole JSON", exception);
        }
        catch (JsonException)
        {
            // A gateway's page: its status says what there is to say.
        }

        using (json)
        {
            var (code, said) = ErrorOf(json);
            limits.Observe(response, IsLimited(status, code));
            if (code is null && status == HttpStatusCode.OK)
            {
                return DataOf(json!, type);
            }

            throw Refusal(status, code ?? "", said);
        }
    }

    private static bool IsLimited(HttpStatusCode status, string? code) => status == HttpStatusCode.TooManyRequests || code == LimitCode;

    /// <summary>Gives the first error, also where there is data beside it: half an answer is none.</summary>
    private static (string? Code, string Said) ErrorOf(JsonDocument? json)
    {
        if (json is null || JsonText.TryPart(json.RootElement, "errors") is not { ValueKind: JsonValueKind.Array } errors || errors.GetArrayLength() == 0)
        {
            return (null, "");
        }

        var error = errors[0];
        var message = Text(error, "message") ?? "";
        return JsonText.TryPart(error, "extensions") is { } extensions
            ? (Text(extensions, "code") ?? Text(extensions, "type") ?? "", Text(extensions, "userPresentableMessage") is { Length: > 0 } readable ? $"{message}: {readable}" : message)
            : ("", message);
    }

    private static string? Text(JsonElement element, string name) =>
        JsonText.TryPart(element, name) is { } value ? JsonText.TryRead(value) : null;

    private T DataOf<T>(JsonDocument json, JsonTypeInfo<T> type)
    {
        try
        {
            if (JsonText.TryPart(json.RootElement, "data") is { } data && data.Deserialize(type) is { } value)
            {
                return value;
            }
        }
        catch (JsonException exception)
        {
            throw LinearClient.Broken(document, $"the answer is not as its contract says, at {Printable.Quote(exception.Path)}", exception);
        }

        throw LinearClient.Broken(document, "the answer has no data", null);
    }

    private AoException Refusal(HttpStatusCode status, string code, string said)
    {
        var number = (int)status;
        if (IsLimited(status, code))
        {
            return new TransientException($"Linear's limit for this key is used up: {document.Name} was refused.", limits.Wait(isWatching: false));
        }

        // A mutation that failed inside may have been done.
        if (number >= 500 || code == "INTERNAL_SERVER_ERROR")
        {
            return LinearClient.Broken(document, $"it answered {number}", null);
        }

        if (status == HttpStatusCode.Unauthorized || code == "AUTHENTICATION_ERROR")
        {
            return new LinearException($"Linear does not know the key that {document.Name} came with. Make a new one and give it as Ao:Plugins:linear:Options:ApiKey.", said);
        }

        if (status == HttpStatusCode.Forbidden || code is "FORBIDDEN" or "FEATURE_NOT_ACCESSIBLE")
        {
            return new LinearException($"Linear does not let this key do {document.Name}: {Printable.Quote(said)}. Give the key's owner access to the team.", said);
        }

        return new LinearException($"Linear refused {document.Name} ({number}): {Printable.Quote(said.Length > 0 ? said : "it did not say why")}.", said);
    }
}
