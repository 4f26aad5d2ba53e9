"""Operations of the API, and the OpenAPI document and page that describe them."""
