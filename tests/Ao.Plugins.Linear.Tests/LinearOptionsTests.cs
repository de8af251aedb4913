namespace Ao.Plugins.Linear.Tests;

/// <summary>What the options may be.</summary>
public sealed class LinearOptionsTests
{
    private const string Secret = "lin_api_secret value";

    public static TheoryData<string, string> Wrong => new()
    {
        { nameof(LinearOptions.ApiKey), Secret },
        { nameof(LinearOptions.Address), "http://linear.example/graphql" },
        { nameof(LinearOptions.WebhookSecret), "short" },
        { $"{nameof(LinearOptions.Teams)}:shop", "../x" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_Wrong_NamesTheOptionAndNoSecret(string option, string value)
    {
        var options = new LinearOptions();
        switch (option)
        {
            case nameof(LinearOptions.ApiKey):
                options.ApiKey = value;
                break;
            case nameof(LinearOptions.Address):
                options.Address = new Uri(value);
                break;
            case nameof(LinearOptions.WebhookSecret):
                options.WebhookSecret = value;
                break;
            default:
                options.Teams["shop"] = value;
                break;
        }

        var result = new LinearOptionsValidator().Validate(null, options);

        Assert.True(result.Failed);
        Assert.Contains(option.Split(':')[0], result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_TheDefaults_AreRight() => Assert.True(new LinearOptionsValidator().Validate(null, new LinearOptions { ApiKey = "lin_api_x" }).Succeeded);
}
